import { types } from 'node:util';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

interface PostgresError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** The kinds of database failure that the HTTP layer answers differently. */
export type DatabaseFault =
  | { readonly kind: 'conflict'; readonly constraint: string }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unstorable' }
  | { readonly kind: 'outdated' };

/** Whether PostgreSQL itself sent the error, in contrast to a lost connection or a timeout of ours. */
export function isPostgresError(error: unknown): error is PostgresError {
  return (
    types.isNativeError(error) &&
    'severity' in error &&
    /^[0-9A-Z]{5}$/.test((error as Partial<PostgresError>).code ?? '')
  );
}

/** 40001 (serialization failure) and 40P01 (deadlock): PostgreSQL rolled back, and a retry may succeed. */
export function isRetryable(error: unknown): boolean {
  const cause = causeOf(error);
  return isPostgresError(cause) && (cause.code === '40001' || cause.code === '40P01');
}

/** The table whose primary key refused a row; undefined for any other error. */
export function takenKeyOf(error: unknown): string | undefined {
  const cause = causeOf(error);
  if (!isPostgresError(cause) || cause.code !== '23505' || cause.table === undefined) return undefined;
  return cause.constraint === `${cause.table}_pkey` ? cause.table : undefined;
}

/** The SQLSTATE of an error that PostgreSQL sent; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  const cause = causeOf(error);
  return isPostgresError(cause) ? cause.code : undefined;
}

/** Log-safe reason: messages of PostgreSQL and of parsers may quote health data, so only their kind is told. */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return typeof error;
  const sqlState = sqlStateOf(error);
  if (sqlState !== undefined) return `SQLSTATE ${sqlState}`;
  if (error instanceof SyntaxError) return error.name;
  // The message is empty when a host has several addresses and none answers; the code is set.
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name);
}

/**
 * 08 connection, 2200H sequence exhausted, 25006 read-only standby, 25P03/25P04 transaction timeouts, 26000/42P05 a pooler lost
 * the names of prepared statements (set DATABASE_PREPARED_STATEMENTS=off), 28 login, 3D database missing, 40 rollback,
 * 53 resources, 55P03 lock timeout, 57 shutdown or cancel, 58 system.
 */
const UNAVAILABLE = /^(08|2200H|26000|28|3D|40|53|57|58|25006|25P0[34]|42P05|55P03)/;

/** A table, column, type or function is missing: migrations are pending, or were reverted while we run. */
const OUTDATED = ['42P01', '42703', '42704', '42883', '3F000'];

/** Classifies an error by its SQLSTATE; undefined when the database did not fail. */
export function faultOf(error: unknown): DatabaseFault | undefined {
  const cause = causeOf(error);
  if (!isPostgresError(cause)) {
    return isConnectionLoss(cause) ? { kind: 'unavailable' } : undefined;
  }
  const { code, constraint = '' } = cause;
  if (code.startsWith('23')) return { kind: 'conflict', constraint };
  if (OUTDATED.includes(code)) return { kind: 'outdated' };
  if (UNAVAILABLE.test(code)) return { kind: 'unavailable' };
  return code.startsWith('22') ? { kind: 'unstorable' } : undefined;
}

/** How to log what was not written in the background and is done again: a lost database is no defect of the program. */
export function severityOf(error: unknown): 'warn' | 'error' {
  return faultOf(error)?.kind === 'unavailable' ? 'warn' : 'error';
}

/** Whether the error is that a constraint of this name, or a trigger in its name, refused a row. */
export function isViolationOf(constraint: string, error: unknown): boolean {
  const fault = faultOf(error);
  return fault?.kind === 'conflict' && fault.constraint === constraint;
}

/** The driver’s error, without TypeORM’s wrapper. */
export function causeOf(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

const SOCKET_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Codes of a failed TLS handshake, such as that of a certificate that nobody whom we trust has signed. */
const TLS_ERRORS = /^ERR_(SSL|TLS)_|CERT|^UNABLE_TO_|^CRL_|^EPROTO$/;

const TEXTS_OF_PG =
  /^(The server does not support SSL|There was an error establishing an SSL|channel_binding|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|timeout expired|Client was closed|Cannot use a pool after calling end)/i;

/** Socket errors carry a Node.js code, pg’s own errors only a text. TypeORM reports a lost connection as a released runner. */
function isConnectionLoss(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // The file of a Unix socket may be missing (ENOENT) while PostgreSQL restarts.
  if (syscall === 'connect') return true;
  return SOCKET_ERRORS.has(code) || TLS_ERRORS.test(code) || TEXTS_OF_PG.test(error.message);
}

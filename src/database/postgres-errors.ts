import { types } from 'node:util';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

interface PostgresError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly constraint?: string;
}

/** What an error of the database means to the caller. The HTTP layer makes the answer. */
export type DatabaseFault =
  | { readonly kind: 'conflict'; readonly constraint: string }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unstorable' }
  | { readonly kind: 'outdated' };

/** Whether PostgreSQL itself answered with an error, in contrast to a lost connection or a timeout of ours. */
export function isPostgresError(error: unknown): error is PostgresError {
  return (
    types.isNativeError(error) &&
    'severity' in error &&
    /^[0-9A-Z]{5}$/.test((error as Partial<PostgresError>).code ?? '')
  );
}

/** 40001 and 40P01: nothing was done, and the same again may well succeed. */
export function isRetryable(error: unknown): boolean {
  const cause = causeOf(error);
  return isPostgresError(cause) && (cause.code === '40001' || cause.code === '40P01');
}

/** The SQLSTATE of an error that PostgreSQL answered with; undefined for any other. */
export function sqlStateOf(error: unknown): string | undefined {
  const cause = causeOf(error);
  return isPostgresError(cause) ? cause.code : undefined;
}

/** What an error says of itself. PostgreSQL quotes values, and a parser the text, which may hold health data: only their kind. */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return typeof error;
  const sqlState = sqlStateOf(error);
  if (sqlState !== undefined) return `SQLSTATE ${sqlState}`;
  if (error instanceof SyntaxError) return error.name;
  // Where a host has two addresses, the message is empty and only the code is left.
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name);
}

/**
 * 08 connection, 2200H ids that have run out, 25006 a standby, 25P03/25P04 transaction timeouts, 26000/42P05 a pooler that loses
 * names of prepared statements (DATABASE_PREPARED_STATEMENTS=off), 28 login, 3D database gone, 40 rollback, 53 resources, 55P03
 * lock timeout, 57 shutdown or cancel, 58 system.
 */
const UNAVAILABLE = /^(08|2200H|26000|28|3D|40|53|57|58|25006|25P0[34]|42P05|55P03)/;

/** A table, column, type or function that is not there: migrations are pending, or were reverted under us. */
const OUTDATED = ['42P01', '42703', '42704', '42883', '3F000'];

/** The one table of SQLSTATEs; undefined for what is no failure of the database. */
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

/** What the driver said, without TypeORM around it. */
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

const TEXTS_OF_PG =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|timeout expired|Client was closed|Cannot use a pool after calling end)/i;

/** Errors of sockets carry a code of Node; those of pg only a text; TypeORM says of a lost connection that it was released. */
function isConnectionLoss(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  return SOCKET_ERRORS.has((error as NodeJS.ErrnoException).code ?? '') || TEXTS_OF_PG.test(error.message);
}

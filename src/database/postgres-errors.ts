import { QueryFailedError } from 'typeorm';

interface PostgresError extends Error {
  readonly code: string;
  readonly constraint?: string;
}

/** What an error of the database means to the caller. The HTTP layer makes the answer. */
export type DatabaseFault =
  | { readonly kind: 'conflict'; readonly constraint: string }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unstorable'; readonly sqlState: string };

/** Whether PostgreSQL itself answered with an error, in contrast to a lost connection or a timeout of ours. */
export function isPostgresError(error: unknown): error is PostgresError {
  return (
    error instanceof Error && /^[0-9A-Z]{5}$/.test((error as Partial<PostgresError>).code ?? '') && 'severity' in error
  );
}

/** 40001 and 40P01: nothing was done, and the same again may well succeed. */
export function isRetryable(error: unknown): boolean {
  const cause = causeOf(error);
  return isPostgresError(cause) && (cause.code === '40001' || cause.code === '40P01');
}

/** The one table of SQLSTATEs; undefined for what is no failure of the database. */
export function faultOf(error: unknown): DatabaseFault | undefined {
  const cause = causeOf(error);
  if (!isPostgresError(cause)) {
    return isConnectionLoss(cause) ? { kind: 'unavailable' } : undefined;
  }
  const { code, constraint = '' } = cause;
  if (code.startsWith('23')) return { kind: 'conflict', constraint };
  if (code.startsWith('22')) return { kind: 'unstorable', sqlState: code };
  // 08 connection, 25P03/25P04 transaction timeouts, 40 rollback, 53 resources, 55P03 lock timeout, 57 shutdown or cancel
  if (/^(08|40|53|57)/.test(code) || ['25P03', '25P04', '55P03'].includes(code)) return { kind: 'unavailable' };
  return undefined;
}

function causeOf(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

/** Errors of sockets carry a code of Node; those of pg carry only a text. */
function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'].includes(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|timeout expired|Client was closed)/i.test(
      error.message,
    )
  );
}

import { faultOf } from './postgres-errors.js';

/** What went wrong, in words for whoever started the server or a command; the sentence begins with `what` failed. */
export function explanation(error: unknown, what = ''): string {
  if (!(error instanceof Error)) return String(error);
  // Of several addresses that were tried, the first says what the rest say too, and the whole says nothing.
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  if (faultOf(error)?.kind === 'unavailable') return `The database of DATABASE_URL cannot be used: ${first.message}`;
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : '';
  return `${what}${first.message}${cause}`;
}

import { faultOf } from './postgres-errors.js';

/** An error message for the operator of the server or a command. `what` is its beginning: the step that failed. */
export function explanation(error: unknown, what = ''): string {
  if (!(error instanceof Error)) return String(error);
  // An AggregateError (several addresses tried) has no message; its first error stands for all.
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  if (faultOf(error)?.kind === 'unavailable') return `The database of DATABASE_URL cannot be used: ${first.message}`;
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : '';
  return `${what}${first.message}${cause}`;
}

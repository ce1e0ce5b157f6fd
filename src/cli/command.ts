import { faultOf } from '../database/postgres-errors.js';

/** Runs a command with its arguments and ends the process with the code that it gives, 1 when it fails. */
export function command(work: (args: readonly string[]) => Promise<number>): void {
  work(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(explanation(error));
      process.exitCode = 1;
    },
  );
}

function explanation(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Where a host has two addresses, the message is empty and only the code is left.
  const reason = error.message || (error as NodeJS.ErrnoException).code;
  return faultOf(error)?.kind === 'unavailable'
    ? `The database does not answer: ${reason ?? error.name}`
    : String(reason);
}

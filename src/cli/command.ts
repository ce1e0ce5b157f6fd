import { explanation } from '../database/explanation.js';

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

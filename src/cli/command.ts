import { explanation } from '../database/explanation.js';

/** Runs a command with its arguments. The process exits with the code that it returns, or with 1 when it throws. */
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

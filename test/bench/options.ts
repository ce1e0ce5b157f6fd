import { parseArgs } from 'node:util';

/** The options of the command line. */
export interface Options {
  /** Short samples and one round, for a quick try. Too imprecise to judge by. */
  readonly quick: boolean;
  /** The checks to run; all when absent. */
  readonly only: readonly string[] | undefined;
  /** A folder for tables, plots and figures. Without it they are only in `.data/bench`. */
  readonly out: string | undefined;
  /** Writes CPU profiles of the servers beside the results. */
  readonly profile: boolean;
}

/** Reads `--quick`, `--only <check or beginning of its name>` (repeatable), `--out <folder>` and `--profile`; throws on others. */
export function readOptions(args: readonly string[], checks: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      out: { type: 'string' },
      profile: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only?.find((wanted) => !checks.some((name) => name.startsWith(wanted)));
  if (unknown !== undefined) throw new Error(`There is no check ${unknown}; there are: ${checks.join(', ')}.`);
  return values as Options;
}

/** The seconds of a sample that does not end with its work, and the number of rounds. */
export const paceOf = ({ quick }: Options) => (quick ? { seconds: 0.4, rounds: 1 } : { seconds: 2, rounds: 3 });

/** The same for checks with many samples. */
export const briefPaceOf = ({ quick }: Options) => (quick ? { seconds: 0.3, rounds: 1 } : { seconds: 1, rounds: 2 });

/** The same for the latency of single requests, at several sizes. */
export const growthPaceOf = ({ quick }: Options) => (quick ? { seconds: 0.2, rounds: 1 } : { seconds: 0.6, rounds: 2 });

/** The numbers of bookings for the growth check. Other checks run with the largest one. */
export const sizesOf = ({ quick }: Options): readonly number[] =>
  quick ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000];

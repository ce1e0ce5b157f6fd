import { parseArgs } from 'node:util';

/** How a run was asked for on the command line. */
export interface Options {
  /** Short samples and one round: to try something, not to judge by. */
  readonly quick: boolean;
  /** The checks to run; all when absent. */
  readonly only: readonly string[] | undefined;
  /** Writes CPU profiles of the servers beside the results. */
  readonly profile: boolean;
}

/** Reads `--quick`, `--only <check>` (repeatable) and `--profile`; throws on anything else. */
export function readOptions(args: readonly string[], checks: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      profile: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only?.find((name) => !checks.includes(name));
  if (unknown !== undefined) throw new Error(`There is no check ${unknown}; there are: ${checks.join(', ')}.`);
  return values as Options;
}

/** How long a sample lasts where it is not the work that ends it, and how many rounds there are. */
export const paceOf = ({ quick }: Options) => (quick ? { seconds: 0.5, rounds: 1 } : { seconds: 2, rounds: 3 });

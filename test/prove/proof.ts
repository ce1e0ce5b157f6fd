/** One line of what a proof saw. */
export type Figure = readonly [what: string, value: string | number];

/** What a proof saw, and what of it breaks a promise: a proof without flaws has held. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly flaws: readonly string[];
  /** Why it could not be tried on this machine: nothing is shown then. */
  readonly notRun?: string | undefined;
}

/** Something that is promised, and how to try it. */
export interface Proof {
  readonly name: string;
  /** `share` of the full size, from 0 to 1. */
  run(share: number): Promise<Findings>;
}

/** A proof's findings under its name. */
export interface Result extends Findings {
  readonly name: string;
  readonly seconds: number;
}

/** So many of the full number, at least one. */
export const partOf = (full: number, share: number) => Math.max(1, Math.round(full * share));

/** All results as one table of Markdown. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.flatMap(({ name, figures, seconds, ...findings }) => [
    [`**${name}**`, `**${outcomeOf(findings)}** in ${seconds.toFixed(0)} s`],
    ...figures.map(([what, value]) => [what, typeof value === 'number' ? value.toLocaleString('en-US') : value]),
  ]);
  return ['| what | figure |', '| --- | --- |', ...rows.map(([what, value]) => `| ${what} | ${value} |`)].join('\n');
}

/** In a word or two. */
export function outcomeOf({ flaws, notRun }: Pick<Findings, 'flaws' | 'notRun'>): string {
  if (notRun !== undefined) return `NOT RUN: ${notRun}`;
  return flaws.length === 0 ? 'held' : `BROKEN: ${flaws.length} flaws`;
}

export const largest = (values: readonly number[]) => Math.max(...values);

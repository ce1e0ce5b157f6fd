/** One measured figure of a proof. */
export type Figure = readonly [what: string, value: string | number];

/** A proof's figures, and its flaws: broken promises. A proof without flaws has held. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly flaws: readonly string[];
  /** The reason why it cannot run on this machine. */
  readonly notRun?: string | undefined;
}

/** A promise and the code that tests it. */
export interface Proof {
  readonly name: string;
  /** Runs at `share` of the full size, from 0 to 1. */
  run(share: number): Promise<Findings>;
}

/** A proof's findings under its name. */
export interface Result extends Findings {
  readonly name: string;
  readonly seconds: number;
}

/** The share of the full number, at least one. */
export const partOf = (full: number, share: number) => Math.max(1, Math.round(full * share));

/** All results as one table of Markdown. */
export function tableOf(results: readonly Result[]): string {
  const rows = results.flatMap(({ name, figures, seconds, ...findings }) => [
    [`**${name}**`, `**${outcomeOf(findings)}** in ${seconds.toFixed(0)} s`],
    ...figures.map(([what, value]) => [what, typeof value === 'number' ? value.toLocaleString('en-US') : value]),
  ]);
  return ['| what | figure |', '| --- | --- |', ...rows.map(([what, value]) => `| ${what} | ${value} |`)].join('\n');
}

/** The outcome in one or two words. */
export function outcomeOf({ flaws, notRun }: Pick<Findings, 'flaws' | 'notRun'>): string {
  if (notRun !== undefined) return `NOT RUN: ${notRun}`;
  return flaws.length === 0 ? 'held' : `BROKEN: ${flaws.length} flaws`;
}

export const largest = (values: readonly number[]) => Math.max(...values);

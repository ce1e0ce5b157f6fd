/** A line that protects something, and how to take it away. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  /** Must stand in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Those that ought to notice. */
  readonly specs: readonly string[];
  /** Only their tests whose names match, where the others would take long. At least one of these has to stay green. */
  readonly tests?: string;
}

/** How to take a guard of a file away. */
export type Line = readonly [name: string, find: string, replace: string];

const e2e = (name: string) => `test/e2e/${name}.spec.ts`;

/** What notices a change of who may do what. */
export const ACCESS = 'test/contract/access.spec.ts';
export const CONSTRAINTS = 'test/contract/constraints.spec.ts';
export const TABLES = 'test/contract/table-constraints.spec.ts';

/** The first of these stays green, whoever may do what. */
export const ACCESS_TESTS = 'has one row|for everyone with a valid token';

/** The guards of one file that the same specs watch over; those without a path are of test/e2e. */
export function guards(file: string, specs: readonly string[], lines: readonly Line[], tests?: string): Guard[] {
  const paths = specs.map((spec) => (spec.includes('/') ? spec : e2e(spec)));
  return lines.map(([name, find, replace]) => ({ name, file, find, replace, specs: paths, ...(tests && { tests }) }));
}

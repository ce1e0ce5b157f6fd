/** A line that protects something, and how to take it away. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  /** Must stand in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Those that ought to notice. */
  readonly specs: readonly string[];
}

const e2e = (name: string) => `test/e2e/${name}.spec.ts`;

/** What notices a change of who may do what. */
export const ACCESS = 'test/contract/access.spec.ts';
export const CONSTRAINTS = 'test/contract/constraints.spec.ts';

/** The guards of one file that the same specs watch over. */
export function guards(
  file: string,
  specs: readonly string[],
  lines: readonly (readonly [name: string, find: string, replace: string])[],
): Guard[] {
  const paths = specs.map((spec) => (spec.includes('/') ? spec : e2e(spec)));
  return lines.map(([name, find, replace]) => ({ name, file, find, replace, specs: paths }));
}

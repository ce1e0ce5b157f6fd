import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

/** A line that protects something, and the text that removes it. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The spec files that must notice. */
  readonly specs: readonly string[];
  /** Runs only the tests with matching names, to save time. At least one of them must stay green. */
  readonly tests?: string;
}

/** One guard of a file: its name, the text to find and its replacement. */
export type Line = readonly [name: string, find: string, replace: string];

/** A spec over HTTP; what takes long is with the slow ones. */
function pathOf(name: string): string {
  const slow = `test/slow/${name}.spec.ts`;
  return existsSync(join(PROJECT_ROOT, slow)) ? slow : `test/e2e/${name}.spec.ts`;
}

/** Spec files that notice a change of permissions. */
export const ACCESS = 'test/contract/access.spec.ts';
export const CONSTRAINTS = 'test/contract/constraints.spec.ts';
export const TABLES = 'test/contract/table-constraints.spec.ts';

/** The first of these tests stays green under every change of permissions. */
export const ACCESS_TESTS = 'has one row|for everyone with a valid token';

/** The guards of one file that the same specs test. A spec without a path is in test/e2e or test/slow. */
export function guards(file: string, specs: readonly string[], lines: readonly Line[], tests?: string): Guard[] {
  const paths = specs.map((spec) => (spec.includes('/') ? spec : pathOf(spec)));
  return lines.map(([name, find, replace]) => ({ name, file, find, replace, specs: paths, ...(tests && { tests }) }));
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { ALL_GUARDS } from './all-guards.js';
import { sources } from './allow-guards.js';

const textOf = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');

/** A line of schema.txt that forbids something. The primary key of a generated id needs no test. */
const FORBIDS = /^ {2}(\w+): (CHECK|UNIQUE|EXCLUDE|FOREIGN KEY|TRIGGER|PRIMARY KEY(?! \(id\)))/gm;

describe('the list of guards', () => {
  it('finds the text of each guard exactly once in its file', () => {
    const astray = ALL_GUARDS.filter(({ file, find }) => textOf(file).split(find).length !== 2);
    expect(ALL_GUARDS.length).toBeGreaterThan(150);
    expect(astray.map(({ file, find }) => `${file}: ${find}`)).toEqual([]);
  });

  it('changes the text of each guard', () => {
    expect(ALL_GUARDS.filter(({ find, replace }) => find === replace)).toEqual([]);
  });

  it('names existing spec files', () => {
    const specs = new Set(ALL_GUARDS.flatMap((guard) => guard.specs));
    expect([...specs].filter((spec) => !existsSync(join(PROJECT_ROOT, spec)))).toEqual([]);
  });

  it('contains every @Allow of src', () => {
    const decorators = (text: string) => text.match(/@Allow(Any)?\(/g)?.length ?? 0;
    const counted = sources().reduce((sum, file) => sum + decorators(textOf(file)), 0);
    const listed = ALL_GUARDS.filter(({ name }) => /^@\w+\(.*\) @Allow/.test(name));
    expect(counted).toBeGreaterThan(25);
    expect(new Set(listed.map(({ file, find }) => file + find)).size).toBe(counted);
  });

  it('contains everything that the schema forbids, under the same name', () => {
    const forbidding = [...textOf('test/contract/schema.txt').matchAll(FORBIDS)].map(([, name]) => name);
    const listed = new Set(ALL_GUARDS.map(({ name }) => name.split(':')[0]));
    expect(forbidding.length).toBeGreaterThan(45);
    expect(forbidding.filter((name) => !listed.has(name))).toEqual([]);
  });
});

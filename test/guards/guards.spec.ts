import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { CODE_GUARDS } from './code-guards.js';
import { DATABASE_GUARDS } from './database-guards.js';

const GUARDS = [...DATABASE_GUARDS, ...CODE_GUARDS];

describe('the list of guards', () => {
  it('finds each guard exactly once where it says', () => {
    const astray = GUARDS.filter(({ file, find }) => {
      return readFileSync(join(PROJECT_ROOT, file), 'utf8').split(find).length !== 2;
    });
    expect(GUARDS.length).toBeGreaterThan(60);
    expect(astray.map(({ file, find }) => `${file}: ${find}`)).toEqual([]);
  });

  it('names tests that exist', () => {
    const specs = new Set(GUARDS.flatMap((guard) => guard.specs));
    expect([...specs].filter((spec) => !existsSync(join(PROJECT_ROOT, spec)))).toEqual([]);
  });
});

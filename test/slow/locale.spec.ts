import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { build } from '../support/built.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

describe('the generated files', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    await build();
    database = await createDatabase();
  }, 120_000);

  afterAll(() => database.drop());

  const run = (args: readonly string[], locale: string) => {
    const env = { PATH: process.env['PATH'], LC_ALL: locale, LANG: locale, DATABASE_URL: database.url };
    return spawnSync(process.execPath, args, { cwd: PROJECT_ROOT, env, encoding: 'utf8' });
  };

  it.each(['cs-CZ', 'sk-SK', 'lt-LT'])('are the same on a machine that sorts as in %s', (name) => {
    const locale = `${name.replace('-', '_')}.UTF-8`;
    expect(run(['-p', 'new Intl.Collator().resolvedOptions().locale'], locale).stdout.trim()).toBe(name);
    const check = run([join(PROJECT_ROOT, 'dist/src/cli/openapi.js'), '--check'], locale);
    expect([check.stderr, check.status]).toEqual(['', 0]);
  });
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

/** Any number will do, as long as every worker takes the same. */
const BUILD_KEY = 7_305_899;

/** Builds what is older than its sources, for tests that start the built server. Test files that do so take turns. */
export async function build(): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_POSTGRES'] });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [BUILD_KEY]);
    const script = join(PROJECT_ROOT, 'scripts/prepare.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, 'build'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  } finally {
    await client.end();
  }
}

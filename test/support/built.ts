import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

/** The number is arbitrary, but every worker must use the same. */
const BUILD_KEY = 7_305_899;

/** Builds the server if its sources are newer. Test files that do so take turns. */
export function build(): Promise<void> {
  return buildingInTurn(() => {
    const script = join(PROJECT_ROOT, 'scripts/prepare.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, 'build'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  });
}

/** Test files that write into the folders of builds take turns. */
export async function buildingInTurn(work: () => Promise<void> | void): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_POSTGRES'] });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [BUILD_KEY]);
    await work();
  } finally {
    await client.end();
  }
}

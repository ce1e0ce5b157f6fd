import { join } from 'node:path';
import { Client } from 'pg';
import { Migrator } from '../../src/database/migrator.js';
import { DATA_DIR } from '../../src/embedded-postgres/open-database.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { isAlive } from '../../src/embedded-postgres/cluster.js';

declare global {
  var testPostgres: EmbeddedPostgres | undefined;
}

/** Test data need not survive a crash, so PostgreSQL does not wait for the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/**
 * Starts one PostgreSQL for all workers and makes a migrated template database, which each test file clones. With
 * TEST_DATABASE_URL the tests use that server instead, as its superuser.
 */
export default async function setUp(): Promise<void> {
  let url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) {
    globalThis.testPostgres = await startEmbeddedPostgres({
      dataDir: join(DATA_DIR, 'test-postgres'),
      settings: SETTINGS,
    });
    url = globalThis.testPostgres.url;
  }
  const template = `vibe_test_template_${process.pid}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  await sweep(client);
  await client.query(['CREATE DATABASE', template].join(' '));
  await client.end();
  const templateUrl = new URL(`/${template}`, url).href;
  await Migrator.use(templateUrl, (migrator) => migrator.run());
  process.env['TEST_POSTGRES'] = url;
  process.env['TEST_TEMPLATE'] = template;
}

/** Drops databases of killed runs: their names end with the id of a process that no longer exists. */
async function sweep(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'vibe\\_test\\_%'`,
  );
  for (const { datname } of rows) {
    const pid = Number(/_(\d+)(_|$)/.exec(datname)?.[1]);
    if (!isAlive(pid)) await client.query(['DROP DATABASE IF EXISTS', datname, 'WITH (FORCE)'].join(' '));
  }
}

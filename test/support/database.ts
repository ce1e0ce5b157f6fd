import { Client } from 'pg';

let count = 0;

/** A database that only this test file uses. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Clones the migrated template. `template0` gives an empty database. */
export async function createDatabase(template = process.env['TEST_TEMPLATE'] ?? ''): Promise<TestDatabase> {
  const server = process.env['TEST_POSTGRES'] ?? '';
  const name = `vibe_test_${process.pid}_${++count}`;
  // Not by way of the log of changes, as without a STRATEGY: that takes twice as long.
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return {
    url: new URL(`/${name}`, server).href,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

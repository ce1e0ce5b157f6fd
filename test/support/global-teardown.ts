import { Client } from 'pg';

/** Drops the template and stops the server, if the set-up started it. */
export default async function tearDown(): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_POSTGRES'] });
  await client.connect();
  await client.query(['DROP DATABASE IF EXISTS', process.env['TEST_TEMPLATE'], 'WITH (FORCE)'].join(' '));
  await client.end();
  await globalThis.testPostgres?.stop();
}

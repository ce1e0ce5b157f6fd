import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../config/project-root.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

/** Data of development that outlives a restart; git ignores it. */
export const DATA_DIR = join(PROJECT_ROOT, '.data');
const NAME = 'vibe';

/** A database that is usable until `close`. */
export interface OpenDatabase {
  readonly url: string;
  /** Whether it runs on the embedded server. Commands may change its schema without being asked. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** The database of `url`. Without a `url`, the embedded server's database; starts and creates it when needed. */
export async function openDatabase(url: string | null): Promise<OpenDatabase> {
  if (url !== null) return { url, embedded: false, close: () => Promise.resolve() };
  const server = await startEmbeddedPostgres({ dataDir: join(DATA_DIR, 'postgres') });
  await createWhenMissing(server.url);
  // PGSSLMODE may be set for other servers.
  return { url: `${server.urlOf(NAME)}?sslmode=disable`, embedded: true, close: () => server.stop() };
}

async function createWhenMissing(url: string): Promise<void> {
  const client = new Client({ connectionString: url, ssl: false });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await client.query('CREATE DATABASE vibe');
  } catch (error) {
    const DUPLICATE = ['42P04', '23505'];
    if (!DUPLICATE.includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

/** The secret that signs tokens in development. It is created once at random, so that logins outlive a restart. */
export async function developmentSecret(): Promise<string> {
  const path = join(DATA_DIR, 'jwt-secret');
  await mkdir(DATA_DIR, { recursive: true });
  // The link appears only when the file is complete: a killed or concurrent process never sees an empty secret.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return (await readFile(path, 'utf8')).trim();
}

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client } from 'pg';
import { ConfigError, CommandConfig } from '../../config/command-config.js';
import { readErasuresFile } from '../../config/erasures-config.js';
import { readers } from '../../config/environment.js';
import { newClient } from '../../database/connecting/connection.js';
import { applyErasures } from '../applied-erasures.js';
import { withReadyDatabase } from '../ready-database.js';
import { type Contents, contentsOf, differencesOf, rowsOf } from './contents.js';
import { runTool, type Tools, toolsFor } from './tools.js';

/** One line of the drill's table. */
export interface Step {
  readonly what: string;
  readonly seconds: number;
  readonly detail: string;
}

/** What the drill did; differences between what was dumped and what was restored, as sentences. */
export interface Drilled {
  readonly steps: readonly Step[];
  readonly differences: readonly string[];
}

const ENCODING = `
  SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype FROM pg_database
   WHERE datname = current_database()`;

/**
 * Rehearses the restore of a backup: dumps the database, restores it into a second one on the same server, compares each table, and
 * deletes again whom ERASURES_FILE lists. Both the dump and the second database are gone afterwards. The first is only read.
 */
export async function drill(env: NodeJS.ProcessEnv): Promise<Drilled> {
  const { databaseUrl } = new CommandConfig(env);
  return withReadyDatabase(databaseUrl, async (url) => {
    const folder = await mkdtemp(join(tmpdir(), 'vibe-drill-'));
    const source = await connected(url);
    const copy = new URL(url);
    copy.pathname = `/drill_${process.pid}_${Date.now()}`;
    try {
      return await rehearse({ env, source, url, copy, file: join(folder, 'backup.dump') });
    } finally {
      await source.query(['DROP DATABASE IF EXISTS', nameOf(source, copy), 'WITH (FORCE)'].join(' '));
      await source.end();
      await rm(folder, { recursive: true });
    }
  });
}

interface Rehearsal {
  readonly env: NodeJS.ProcessEnv;
  readonly source: Client;
  readonly url: string;
  readonly copy: URL;
  readonly file: string;
}

async function rehearse({ env, source, url, copy, file }: Rehearsal): Promise<Drilled> {
  const tools = toolsFor(await majorOf(source));
  const steps: Step[] = [];
  const timed = async <Result>(what: string, work: () => Promise<[Result, string]>): Promise<Result> => {
    const start = performance.now();
    const [result, detail] = await work();
    steps.push({ what, seconds: (performance.now() - start) / 1_000, detail });
    return result;
  };

  // The dump reads the snapshot that is counted, so that the drill can run while people book.
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const before = await timed('count and sum up', () => counted(source));
  await timed('dump', () => dumped(tools, source, url, file));
  await source.query('COMMIT');
  await timed('restore', () => restored(tools, source, copy, file));
  const after = await timed('count and sum up the copy', () => onCopy(copy.href, counted));
  const differences = differencesOf(before, after);
  if (hasErasures(env)) {
    await timed('apply erasures', async () => {
      const { listed, applied } = await applyErasures({ ...env, DATABASE_URL: copy.href });
      return [null, `${applied.length} of ${listed} listed people deleted again`];
    });
  }
  return { steps, differences };
}

async function counted(client: Client): Promise<[Contents, string]> {
  const contents = await contentsOf(client);
  return [contents, `${rowsOf(contents)} rows in ${contents.size} tables`];
}

async function dumped(tools: Tools, source: Client, url: string, file: string): Promise<[null, string]> {
  const { id: snapshot } = await one<{ id: string }>(source, 'SELECT pg_export_snapshot() AS id');
  const args = ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${snapshot}`];
  await runTool(tools, 'pg_dump', [...args, `--file=${file}`, `--dbname=${url}`]);
  return [null, `${((await stat(file)).size / 2 ** 20).toFixed(1)} MiB, pg_dump ${tools.major}`];
}

async function restored(tools: Tools, source: Client, copy: URL, file: string): Promise<[null, string]> {
  const { encoding, collate, ctype } = await one<Record<'encoding' | 'collate' | 'ctype', string>>(source, ENCODING);
  const text = (value: string) => source.escapeLiteral(value);
  const options = ['ENCODING', text(encoding), 'LC_COLLATE', text(collate), 'LC_CTYPE', text(ctype)];
  await source.query(['CREATE DATABASE', nameOf(source, copy), 'TEMPLATE template0', ...options].join(' '));
  const args = ['--no-owner', '--no-privileges', '--exit-on-error', '--jobs=2'];
  await runTool(tools, 'pg_restore', [...args, `--dbname=${copy.href}`, file]);
  return [null, 'into a second database'];
}

async function onCopy<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connected(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<Client> {
  const client = newClient(url, { application_name: 'vibe-drill', options: '' });
  await client.connect();
  return client;
}

async function majorOf(client: Client): Promise<number> {
  const { version } = await one<{ version: string }>(client, `SELECT current_setting('server_version_num') AS version`);
  return Math.floor(Number(version) / 10_000);
}

async function one<Row extends object>(client: Client, statement: string): Promise<Row> {
  const [row] = (await client.query<Row & object>(statement)).rows;
  if (row === undefined) throw new Error('A statement that always returns a row returned none.');
  return row;
}

const nameOf = (client: Client, { pathname }: URL) => client.escapeIdentifier(pathname.slice(1));

function hasErasures(env: NodeJS.ProcessEnv): boolean {
  const problems: string[] = [];
  const file = readErasuresFile(readers(env, problems), problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return file !== null;
}

import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { isRetryable } from '../../src/database/postgres-errors.js';
import { whileFrozen } from './postgres-processes.js';
import { until } from './until.js';

const PATIENCE_MS = 60_000;

const run = promisify(execFile);

/** A streaming replica of an embedded server, made from a copy of its files. */
export class Standby {
  private constructor(
    private readonly home: string,
    private readonly settings: Record<string, string>,
    private server: EmbeddedPostgres,
  ) {}

  /** `primaryHome` is the data folder of the server at `primaryUrl`; `home` becomes the replica’s. */
  static async of(primaryHome: string, primaryUrl: string, home: string): Promise<Standby> {
    await asked(primaryUrl, (primary) => copy(primary, primaryHome, home));
    const { hostname, port, username, password } = new URL(primaryUrl);
    const settings = {
      primary_conninfo: `host=${hostname} port=${port} user=${username} password=${password}`,
      // The replica cancels statements that conflict with replay at once.
      max_standby_streaming_delay: '0',
      fsync: 'off',
    };
    return new Standby(home, settings, await startEmbeddedPostgres({ dataDir: home, settings }));
  }

  get url(): string {
    return this.server.url;
  }

  /** Runs SQL on the replica. Repeats a statement that was cancelled for a conflict with replay. */
  async sql<Row extends object>(statement: string): Promise<Row[]> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.ask<Row>(statement);
      } catch (error) {
        if (!isRetryable(error) || Date.now() > deadline) throw error;
      }
    }
  }

  private ask<Row extends object>(statement: string): Promise<Row[]> {
    return asked(this.url, async (client) => (await client.query<Row & object>(statement)).rows);
  }

  /** Resolves when the replica has replayed everything that the primary has now. */
  async caughtUpWith(primaryUrl: string): Promise<void> {
    const [now] = await asked(
      primaryUrl,
      async (primary) => (await primary.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn')).rows,
    );
    const question = `SELECT pg_last_wal_replay_lsn() >= '${now?.lsn ?? ''}' AS has`;
    const isThere = async () => (await this.sql<{ has: boolean }>(question))[0]?.has === true;
    await until('the replica has caught up', isThere, PATIENCE_MS);
  }

  /** Freezes the replica while `work` runs: it accepts connections and statements, but answers none. */
  whileFrozen<Result>(work: () => Promise<Result>): Promise<Result> {
    return whileFrozen(this.home, work);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Starts again at the same address. */
  async restart(): Promise<void> {
    const { port } = new URL(this.url);
    this.server = await startEmbeddedPostgres({ dataDir: this.home, settings: { ...this.settings, port } });
  }
}

/** Takes a base backup. The replica later replays what the primary writes meanwhile. */
async function copy(primary: Client, from: string, to: string): Promise<void> {
  await primary.query(`SELECT pg_backup_start('standby', fast => true)`);
  await run('cp', ['-a', from, to]);
  const { rows } = await primary.query<{ labelfile: string }>(`SELECT labelfile FROM pg_backup_stop(false)`);
  for (const file of ['postmaster.pid', 'postmaster.opts']) await rm(join(to, 'cluster', file), { force: true });
  await writeFile(join(to, 'cluster/backup_label'), rows[0]?.labelfile ?? '');
  await writeFile(join(to, 'cluster/standby.signal'), '');
}

async function asked<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

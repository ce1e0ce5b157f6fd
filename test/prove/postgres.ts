import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { Migrator } from '../../src/database/migrator.js';
import type { Sql } from '../support/books.js';
import { signalPostgres, whileFrozen } from '../support/postgres-processes.js';
import { Standby } from '../support/standby.js';
import { until } from '../support/until.js';

const RECOVERY_MS = 60_000;

/** A PostgreSQL for fault injection: durable as by default, in a folder that is removed with it. */
export class Postgres {
  private readonly pool: pg.Pool;

  private constructor(
    private readonly home: string,
    private server: EmbeddedPostgres,
  ) {
    this.pool = new pg.Pool({ connectionString: server.url, max: 4 });
    // The pool replaces idle connections that are lost.
    this.pool.on('error', () => undefined);
  }

  static async start(): Promise<Postgres> {
    const home = await mkdtemp(join(tmpdir(), 'vibe-prove-'));
    let server: EmbeddedPostgres | undefined;
    try {
      server = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
      await Migrator.use(server.url, (migrator) => migrator.run());
      return new Postgres(home, server);
    } catch (error) {
      await server?.stop();
      await rm(home, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return this.server.url;
  }

  private get dataDir(): string {
    return join(this.home, 'postgres');
  }

  /** Bypasses the application, as superuser. */
  readonly sql: Sql = async <Row extends object>(statement: string, values: readonly unknown[] = []) => {
    const { rows } = await this.pool.query<Row & pg.QueryResultRow>(statement, [...values]);
    return rows;
  };

  /** Makes a streaming replica. Stop the replica before this server. */
  standby(): Promise<Standby> {
    return Standby.of(this.dataDir, this.url, join(this.home, 'standby'));
  }

  /** Kills all its processes, as a power cut would. */
  kill(): void {
    signalPostgres(this.dataDir, 'SIGKILL');
  }

  /** Starts again on the data that is on the disk. */
  async restart(): Promise<void> {
    const killed = this.server;
    const { port } = new URL(killed.url);
    this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, settings: { port } });
    await killed.stop();
  }

  /** Kills one backend of the application; PostgreSQL then ends all others. Resolves when it has recovered. */
  async killBackend(): Promise<void> {
    const [backend] = await this.sql<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'vibe-coaching' ORDER BY state = 'active' DESC LIMIT 1`,
    );
    if (!backend) throw new Error('The application has no connection.');
    process.kill(backend.pid, 'SIGKILL');
    const isGone = async () =>
      (await this.sql('SELECT FROM pg_stat_activity WHERE pid = $1', [backend.pid])).length === 0;
    await until('PostgreSQL has recovered', () => isGone().catch(() => false), RECOVERY_MS);
  }

  /** Freezes all processes for this long. */
  async freeze(milliseconds: number): Promise<void> {
    await whileFrozen(this.dataDir, () => sleep(milliseconds));
  }

  /** Locks the table. Resolves, once it has the lock, to a function that releases it. */
  lock(table: 'bookings' | 'sessions'): Promise<() => Promise<void>> {
    return this.locked(table === 'bookings' ? 'LOCK TABLE bookings' : 'LOCK TABLE sessions');
  }

  /** The same with a statement that locks. */
  async locked(statement: string): Promise<() => Promise<void>> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(statement);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return async () => {
      await client.query('ROLLBACK').finally(() => client.release(true));
    };
  }

  /** Locks a table for this long. */
  async holdLocked(table: 'bookings' | 'sessions', milliseconds: number): Promise<void> {
    const release = await this.lock(table);
    await sleep(milliseconds);
    await release();
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.server.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

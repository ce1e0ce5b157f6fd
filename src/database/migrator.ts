import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { commandDataSource, comparingDataSource, type Entities } from './connecting/data-source.js';
import { LOCK_KEYS } from './lock-keys.js';
import { type MigrationState, migrationStates } from './migration-states.js';

const POLL_MS = 50;

/** Whether the session still has the lock_timeout that we set at its start. */
const OWN_SESSION = `SELECT current_setting('lock_timeout') = '1500ms' AS "isOurs"`;

/** Applies and reverts migrations. Migrators that run at the same time take turns. */
export class Migrator {
  private constructor(
    private readonly url: string,
    private readonly dataSource: DataSource,
  ) {}

  /** Opens a migrator for the database at `url`, runs `work` and closes it. */
  static async use<Result>(url: string, work: (migrator: Migrator) => Promise<Result>): Promise<Result> {
    const dataSource = await new DataSource(commandDataSource(url)).initialize();
    try {
      await assertDirect(dataSource);
      return await work(new Migrator(url, dataSource));
    } finally {
      await dataSource.destroy();
    }
  }

  /** Applies the pending migrations, each in its own transaction. Returns their names. */
  run(): Promise<string[]> {
    return this.locked(async () => (await this.dataSource.runMigrations()).map(({ name }) => name));
  }

  /** Reverts the latest migration. Returns its name, or null when none is applied. */
  revert(): Promise<string | null> {
    return this.locked(async () => {
      const latest = (await this.states()).findLast(({ applied }) => applied);
      if (latest) await this.dataSource.undoLastMigration();
      return latest?.name ?? null;
    });
  }

  states(): Promise<MigrationState[]> {
    return migrationStates((statement) => this.dataSource.query(statement));
  }

  /** The statements that would bring the schema in line with `entities`, and those that would undo them. */
  async drift(entities: Entities): Promise<{ up: string[]; down: string[] }> {
    const dataSource = await new DataSource(comparingDataSource(this.url, entities)).initialize();
    try {
      const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
      const text = ({ query }: { query: string }) => query;
      return { up: upQueries.map(text), down: downQueries.map(text).reverse() };
    } finally {
      await dataSource.destroy();
    }
  }

  /** The lock needs a connection of its own, and cannot be a transaction’s: each migration commits. */
  private async locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const runner: QueryRunner = this.dataSource.createQueryRunner();
    try {
      await this.lock(runner);
      try {
        return await work();
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [LOCK_KEYS.migrations]);
      }
    } finally {
      await runner.release();
    }
  }

  /**
   * Polls instead of waiting inside a statement: CREATE INDEX CONCURRENTLY in another migrator waits for every running
   * statement, so the two would wait for each other.
   */
  private async lock(runner: QueryRunner): Promise<void> {
    for (;;) {
      const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS mine', [LOCK_KEYS.migrations])) as {
        mine: boolean;
      }[];
      if (row?.mine) return;
      await sleep(POLL_MS);
    }
  }
}

/**
 * A pooler in transaction mode may run each statement on another connection. Our lock would then stay on one of them and block
 * every later migrator.
 */
async function assertDirect(dataSource: DataSource): Promise<void> {
  const [own] = await dataSource.query<{ isOurs: boolean }[]>(OWN_SESSION);
  if (own?.isOurs) return;
  throw new Error(
    'DATABASE_URL leads to a pooler, which drops settings: migrations need the address of PostgreSQL itself.',
  );
}

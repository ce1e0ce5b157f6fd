import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { commandDataSource, type Entities } from './data-source.js';
import { LOCK_KEYS } from './lock-keys.js';
import { type MigrationState, migrationStates } from './migration-states.js';

const POLL_MS = 50;

/** Whether what we asked for at the start of the session holds in it. */
const OWN_SESSION = `SELECT current_setting('lock_timeout') = '1500ms' AS "isOurs"`;

/** Brings the schema forward and back. Two that run at once wait for each other. */
export class Migrator {
  private constructor(
    private readonly url: string,
    private readonly dataSource: DataSource,
  ) {}

  /** Works with a migrator of the database at `url` and closes it. */
  static async use<Result>(url: string, work: (migrator: Migrator) => Promise<Result>): Promise<Result> {
    const dataSource = await new DataSource(commandDataSource(url)).initialize();
    try {
      await assertDirect(dataSource);
      return await work(new Migrator(url, dataSource));
    } finally {
      await dataSource.destroy();
    }
  }

  /** Applies what is pending, each in a transaction of its own; the names of what was applied. */
  run(): Promise<string[]> {
    return this.locked(async () => (await this.dataSource.runMigrations()).map(({ name }) => name));
  }

  /** Takes back the latest; its name, or null when there is none. */
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

  /** The statements that would make the schema what `entities` say, forth and back. */
  async drift(entities: Entities): Promise<{ up: string[]; down: string[] }> {
    const dataSource = await new DataSource(commandDataSource(this.url, entities)).initialize();
    try {
      const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
      const text = ({ query }: { query: string }) => query;
      return { up: upQueries.map(text), down: downQueries.map(text).reverse() };
    } finally {
      await dataSource.destroy();
    }
  }

  /** The lock belongs to a connection of its own: migrations commit in between. */
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
   * Asks again and again instead of waiting inside a statement: an index that the other one builds concurrently waits
   * for every statement that runs, and so the two would wait for each other.
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

/** A pooler lends connections by the transaction: the lock would stay behind in one of them, and keep every later migrator out. */
async function assertDirect(dataSource: DataSource): Promise<void> {
  const [own] = await dataSource.query<{ isOurs: boolean }[]>(OWN_SESSION);
  if (own?.isOurs) return;
  throw new Error(
    'DATABASE_URL leads to a pooler, which drops settings: migrations need the address of PostgreSQL itself.',
  );
}

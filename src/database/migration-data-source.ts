import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type Migration, MigrationExecutor, QueryFailedError, type QueryRunner } from 'typeorm';
import { commandDataSource, type Entities } from './connecting/data-source.js';
import { LOCK_KEYS } from './lock-keys.js';
import { sqlStateOf } from './postgres-errors.js';

const POLL_MS = 50;

/** Pauses in seconds before a migration asks again for a lock that somebody holds: about a minute in all. */
const PAUSES = [1, 2, 4, 8, 15, 15, 15];

const LOCK_NOT_AVAILABLE = '55P03';

/** Whether the session still has the lock_timeout that we set at its start. */
const OWN_SESSION = `SELECT current_setting('lock_timeout') = '1500ms' AS "isOurs"`;

/** How TypeORM is asked to run migrations. */
type Options = Parameters<DataSource['runMigrations']>[0];

/**
 * The data source for migrations, ours and those of TypeORM's own commands. Migrators that run at the same time take turns. A
 * migration that does not get a lock gives way to the server, and tries again.
 */
export class MigrationDataSource extends DataSource {
  private hasTurn = false;

  /** `entities` are needed to compare them with the schema, not to apply or revert migrations. */
  constructor(
    url: string,
    entities: Entities = [],
    private readonly closeDatabase: () => Promise<void> = () => Promise.resolve(),
  ) {
    super(commandDataSource(url, entities));
  }

  override async initialize(): Promise<this> {
    await super.initialize();
    await assertDirect(this);
    return this;
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    await this.closeDatabase();
  }

  /** Applies the pending migrations, each in its own transaction. */
  override runMigrations(options?: Options): Promise<Migration[]> {
    return this.inTurn(async () => {
      const executor = new MigrationExecutor(this);
      const before = new Set((await executor.getExecutedMigrations()).map(({ name }) => name));
      await untilLocksAreFree(() => super.runMigrations(options));
      return (await executor.getExecutedMigrations()).filter(({ name }) => !before.has(name)).reverse();
    });
  }

  override undoLastMigration(options?: Options): Promise<void> {
    return this.inTurn(() => untilLocksAreFree(() => super.undoLastMigration(options)));
  }

  /** Runs `work` while no other migrator works. The lock has a connection of its own: each migration commits. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.hasTurn) return work();
    const runner = this.createQueryRunner();
    try {
      await takeTurn(runner);
      this.hasTurn = true;
      try {
        return await work();
      } finally {
        this.hasTurn = false;
        await runner.query('SELECT pg_advisory_unlock($1)', [LOCK_KEYS.migrations]);
      }
    } finally {
      await runner.release();
    }
  }
}

/**
 * Polls instead of waiting inside a statement: CREATE INDEX CONCURRENTLY in another migrator waits for every running
 * statement, so the two would wait for each other.
 */
async function takeTurn(runner: QueryRunner): Promise<void> {
  for (;;) {
    const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS mine', [LOCK_KEYS.migrations])) as {
      mine: boolean;
    }[];
    if (row?.mine) return;
    await sleep(POLL_MS);
  }
}

/** A migration that did not get its lock was rolled back, or left a step that can be repeated. */
async function untilLocksAreFree<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof QueryFailedError) || sqlStateOf(error) !== LOCK_NOT_AVAILABLE) throw error;
      const statement = error.query.replaceAll(/\s+/g, ' ').trim().slice(0, 80);
      const pause = PAUSES[attempt];
      if (pause === undefined) throw new LockedOutError(statement, { cause: error });
      process.stderr.write(
        `A migration waits for a lock that others hold, and tries again in ${pause} s: ${statement}\n`,
      );
      await sleep(pause * 1000);
    }
  }
}

class LockedOutError extends Error {
  constructor(statement: string, options: ErrorOptions) {
    super(
      `A migration did not get its lock within a minute: ${statement}\n` +
        'A long transaction or a backup holds it; pg_stat_activity shows which. Nothing is half done: run it again later.',
      options,
    );
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

import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { isRetryable } from './postgres-errors.js';
import { endWhenBusy, Statements } from './statements.js';
import { recovers } from './taken-ids.js';

const ATTEMPTS = 3;

/** Runs single statements. */
export abstract class Rows {
  /** Each connection prepares a statement once. Compose the text of constants only; pass values as parameters. */
  abstract rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;

  /** The first row of a statement that always returns one; throws when it returns none. */
  async one<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row> {
    const [row] = await this.rows<Row>(text, values);
    if (row === undefined) throw new Error('A statement that always returns a row returned none.');
    return row;
  }
}

/** Gives access to statements and repositories: outside a transaction (`Database`) or inside one (`Transaction`). */
export abstract class Handle extends Rows {
  abstract repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity>;

  /** Runs `work` in one transaction: this one, or else one of its own. */
  abstract transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** Runs each statement in a transaction of its own, on a pooled connection. */
@Injectable()
export class Database extends Handle {
  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: Statements,
  ) {
    super();
    this.pool.on('release', endWhenBusy);
  }

  rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.retried(() => this.statements.runOn<Row>(this.pool, text, values));
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.dataSource.getRepository(entity);
  }

  /** Runs `work` in one transaction; `retried` says when it runs again. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.retried(() => this.attempt(work));
  }

  /**
   * Runs `work` again after a deadlock, a failed serialization or an id that an imported row has: three attempts at most. An
   * insert through a repository, outside a transaction, needs it. `rows` and `transaction` call it themselves.
   */
  async retried<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= ATTEMPTS || !(isRetryable(error) || (await recovers(this, error)))) throw error;
      }
    }
  }

  private async attempt<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.PoolClient;
      return await runner.manager.transaction((manager) => work(new Transaction(manager, client, this.statements)));
    } finally {
      await runner.release();
    }
  }

  get pool(): pg.Pool {
    return (this.dataSource.driver as PostgresDriver).master as pg.Pool;
  }
}

/** The handle inside one transaction: everything that runs through it commits or rolls back together. */
export class Transaction extends Handle {
  constructor(
    private readonly manager: EntityManager,
    private readonly client: pg.PoolClient,
    private readonly statements: Statements,
  ) {
    super();
  }

  rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.statements.run<Row>(this.client, text, values);
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(entity);
  }

  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return work(this);
  }
}

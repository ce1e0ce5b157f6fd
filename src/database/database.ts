import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource, type EntityManager, TypeORMError } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { faultOf, isRetryable } from './postgres-errors.js';
import { isSound, Statements } from './statements.js';

const ATTEMPTS = 3;

/**
 * The two ways to PostgreSQL. `rows`: one prepared statement, for reads that select exactly what the wire shows and
 * for writes that fit into one statement. `transaction`: load, decide, save with entities.
 */
@Injectable()
export class Database {
  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: Statements,
  ) {}

  /** Runs one statement, prepared once per connection. The text is composed of constants; values are parameters. */
  rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return retried(() => this.statements.run<Row>(this.pool, text, values));
  }

  /** The row of a statement that always gives one, as with `rows`. */
  async one<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row> {
    return onlyRow(await this.rows<Row>(text, values));
  }

  /** All of `work` or nothing of it. Runs again when PostgreSQL broke a deadlock at its expense. */
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return retried(() => this.attempt(work));
  }

  private async attempt<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.PoolClient & pg.Client;
      let loss: Error | undefined;
      const noteLoss = (error: Error) => (loss = error);
      client.on('error', noteLoss);
      try {
        return await runner.manager.transaction(work);
      } catch (error) {
        // Between two statements nobody waits who could be told; the next one only hears that the runner was released.
        if (loss && error instanceof TypeORMError && faultOf(error) === undefined) throw loss;
        // TypeORM would give a silent connection back to the pool, where the next one would wait behind it.
        if (faultOf(error) !== undefined && !isSound(error)) await client.end();
        throw error;
      } finally {
        client.off('error', noteLoss);
      }
    } finally {
      await runner.release();
    }
  }

  get pool(): pg.Pool {
    return (this.dataSource.driver as PostgresDriver).master as pg.Pool;
  }
}

/** An Error when there is none: the statement is not what it was thought to be. */
export function onlyRow<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('A statement that always gives a row gave none.');
  return row;
}

/** Where statements run: each for itself in the `Database`, or all of them `within` one transaction. */
export type Run = Pick<Database, 'rows'>;

/** Runs statements in the transaction of `manager`. */
export function within({ queryRunner }: EntityManager): Run {
  if (!queryRunner) throw new TypeError('This manager is not that of a transaction.');
  return {
    async rows<Row>(text: string, values: readonly unknown[] = []) {
      const { records } = await queryRunner.query(text, [...values], true);
      return records as Row[];
    },
  };
}

async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

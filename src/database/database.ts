import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { isPostgresError, isRetryable } from './postgres-errors.js';

const ATTEMPTS = 3;

/**
 * The two ways to PostgreSQL. `rows`: one prepared statement, for reads that select exactly what the wire shows and
 * for writes that fit into one statement. `transaction`: load, decide, save with entities.
 */
@Injectable()
export class Database {
  private readonly names = new Map<string, string>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs one statement: prepared once per connection, or with `manager` inside its transaction. The text is composed of
   * constants; values are parameters.
   */
  rows<Row extends object>(text: string, values: readonly unknown[] = [], manager?: EntityManager): Promise<Row[]> {
    if (manager) return manager.query<Row[]>(text, [...values]);
    return retried(async () => {
      const client = await this.pool.connect();
      try {
        const result = await client.query<Row>({ name: this.nameOf(text), text, values: [...values] });
        client.release();
        return result.rows;
      } catch (error) {
        // A statement that PostgreSQL refused leaves the connection sound; a lost or silent one does not.
        client.release(!isPostgresError(error));
        throw error;
      }
    });
  }

  /** All of `work` or nothing of it. Runs again when PostgreSQL broke a deadlock at its expense. */
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return retried(() => this.dataSource.transaction(work));
  }

  get pool(): pg.Pool {
    return (this.dataSource.driver as PostgresDriver).master as pg.Pool;
  }

  private nameOf(text: string): string {
    let name = this.names.get(text);
    if (name === undefined) {
      name = createHash('sha256').update(text).digest('hex').slice(0, 32);
      this.names.set(text, name);
    }
    return name;
  }
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

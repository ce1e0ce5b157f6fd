import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Config } from '../config/config.js';

/** Runs single statements. Each connection prepares a statement once, unless DATABASE_PREPARED_STATEMENTS is off. */
@Injectable()
export class Statements {
  private readonly names = new Map<string, string>();
  private readonly arePrepared: boolean;

  constructor(@Inject(Config) { databasePreparedStatements }: Pick<Config, 'databasePreparedStatements'>) {
    this.arePrepared = databasePreparedStatements;
  }

  async run<Row extends object>(client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<Row[]> {
    const name = this.arePrepared ? { name: this.nameOf(text) } : {};
    const { rows } = await client.query<Row & pg.QueryResultRow>({ ...name, text, values: [...values] });
    return rows;
  }

  /** Runs on any connection of the pool. `pool.query` would close the connection after every SQL error. */
  async runOn<Row extends object>(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
    const client = await pool.connect();
    try {
      return await this.run<Row>(client, text, values);
    } finally {
      client.release();
    }
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

/**
 * Listener for the `release` event of a pool. After a `query_timeout` PostgreSQL still owes the connection an answer. Such a
 * connection is closed, because the next statement would wait behind the old one.
 */
export function endWhenBusy(_error: unknown, client: pg.PoolClient): void {
  // pg has no public API for this; database.spec.ts fails when the private field changes.
  const { _activeQuery } = client as pg.PoolClient & { readonly _activeQuery: object | null };
  if (_activeQuery !== null) void (client as pg.PoolClient & pg.Client).end();
}

import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Config } from '../config/config.js';

/** Runs single statements, each prepared once per connection unless the configuration says otherwise. */
@Injectable()
export class Statements {
  private readonly names = new Map<string, string>();
  private readonly arePrepared: boolean;

  constructor({ databasePreparedStatements }: Config) {
    this.arePrepared = databasePreparedStatements;
  }

  async run<Row extends object>(client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<Row[]> {
    const name = this.arePrepared ? { name: this.nameOf(text) } : {};
    const { rows } = await client.query<Row & pg.QueryResultRow>({ ...name, text, values: [...values] });
    return rows;
  }

  /** On any connection of the pool. `pool.query` would close the connection for every error of SQL. */
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
 * For the `release` event of a pool. A connection that comes back while PostgreSQL still owes it an answer (`query_timeout`)
 * is closed: the next statement would wait behind the silent one.
 */
export function endWhenBusy(_error: unknown, client: pg.PoolClient): void {
  // pg has no public question for it; database.spec.ts notices when this one changes.
  const { _activeQuery } = client as pg.PoolClient & { readonly _activeQuery: object | null };
  if (_activeQuery !== null) void (client as pg.PoolClient & pg.Client).end();
}

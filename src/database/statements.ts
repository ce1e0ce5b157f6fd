import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Config } from '../config/config.js';
import { causeOf, isPostgresError } from './postgres-errors.js';

/** Runs single statements over a pool, each prepared once per connection unless the configuration says otherwise. */
@Injectable()
export class Statements {
  private readonly names = new Map<string, string>();
  private readonly arePrepared: boolean;

  constructor({ databasePreparedStatements }: Config) {
    this.arePrepared = databasePreparedStatements;
  }

  async run<Row extends object>(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
    const client = await pool.connect();
    try {
      const name = this.arePrepared ? this.nameOf(text) : undefined;
      const result = await client.query<Row & pg.QueryResultRow>({ name, text, values: [...values] });
      client.release();
      return result.rows;
    } catch (error) {
      client.release(!isSound(error));
      throw error;
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

/** A statement that PostgreSQL refused leaves the connection fit for the next one; a lost or silent one does not. */
export function isSound(error: unknown): boolean {
  const cause = causeOf(error);
  return isPostgresError(cause) && cause.severity !== 'FATAL';
}

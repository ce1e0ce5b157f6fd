import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { Config } from '../config/config.js';
import { causeOf, isPostgresError, sqlStateOf } from './postgres-errors.js';

/** Runs single statements over a pool, each prepared once per connection unless the configuration says otherwise. */
@Injectable()
export class Statements {
  private readonly logger = new Logger(Statements.name);
  private readonly names = new Map<string, string>();
  private arePrepared: boolean;

  constructor({ databasePreparedStatements }: Config) {
    this.arePrepared = databasePreparedStatements;
  }

  /** Goes on without names where PostgreSQL does not know one that it was told: a pooler in between hands connections around. */
  async run<Row extends object>(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
    if (!this.arePrepared) return once(pool, new Statement<Row>(text, values));
    try {
      return await once(pool, new Statement<Row>(text, values, this.nameOf(text)));
    } catch (error) {
      if (!isAboutName(error)) throw error;
      this.stopNaming();
      return once(pool, new Statement<Row>(text, values));
    }
  }

  private stopNaming(): void {
    if (!this.arePrepared) return;
    this.arePrepared = false;
    this.logger.warn('names of prepared statements get lost: set DATABASE_PREPARED_STATEMENTS=off');
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

/** Taken by pg as it is: of a mere configuration it makes a copy, property by property, which takes 3 % of a small request. */
class Statement<Row extends object> extends pg.Query<Row & pg.QueryResultRow> implements pg.QueryConfig {
  readonly values: unknown[];

  constructor(
    readonly text: string,
    values: readonly unknown[],
    readonly name?: string,
  ) {
    super(text);
    this.values = [...values];
  }
}

async function once<Row extends object>(pool: pg.Pool, statement: Statement<Row>): Promise<Row[]> {
  const client = await pool.connect();
  try {
    const rows = await rowsOf(client, statement);
    client.release();
    return rows;
  } catch (error) {
    client.release(!isSound(error));
    // That of pg leads to the socket on which the answer came.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

function rowsOf<Row extends object>(client: pg.PoolClient, statement: Statement<Row>): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    client.query<Row & pg.QueryResultRow>(statement, (error: Error | null, result) => {
      if (error) reject(error);
      else resolve(result.rows);
    });
  });
}

/** `invalid_sql_statement_name`, `duplicate_prepared_statement`: refused before anything was done. */
function isAboutName(error: unknown): boolean {
  return ['26000', '42P05'].includes(sqlStateOf(error) ?? '');
}

/** A statement that PostgreSQL refused leaves the connection fit for the next one; a lost or silent one does not. */
export function isSound(error: unknown): boolean {
  const cause = causeOf(error);
  return isPostgresError(cause) && cause.severity !== 'FATAL';
}

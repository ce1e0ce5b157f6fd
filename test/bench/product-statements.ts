import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Config } from '../../src/config/config.js';
import { createApplication } from '../../src/server/application.js';
import { createLog } from '../../src/server/observing/logging.js';
import type { RequestParts } from './connection.js';
import type { Script, Statement } from './script.js';

type Query = (this: pg.Client, ...args: unknown[]) => Promise<pg.QueryResult>;

/**
 * Records the product's SQL: the application answers a request in this process, and this class notes what it sends to
 * PostgreSQL. The baselines therefore run the same statements, also after the product changes.
 */
export class ProductStatements {
  private constructor(private readonly app: NestFastifyApplication) {}

  static async open(environment: Readonly<Record<string, string>>): Promise<ProductStatements> {
    const config = new Config({ ...environment, NODE_ENV: 'production', WORKER: 'off' });
    return new ProductStatements(await createApplication(AppModule.with(config), config, createLog('warn')));
  }

  /** Executes the request and returns its statements. The last statement with rows counts as the answer. */
  async of({ method, path, headers = {}, body }: RequestParts): Promise<Script> {
    const heard: (Statement & { rows: number })[] = [];
    const hush = overhear((statement, { rows }) => heard.push({ ...statement, rows: rows.length }));
    try {
      const { statusCode, payload } = await this.app.inject({
        method,
        url: path,
        headers,
        ...(body && { payload: body }),
      });
      if (statusCode >= 300) throw new Error(`${method} ${path} was answered ${statusCode}: ${payload}`);
    } finally {
      hush();
    }
    return {
      statements: heard.map(({ text, values }) => ({ text, values })),
      answer: heard.findLastIndex(({ rows }) => rows > 0),
    };
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}

/** Calls `hear` for each statement that this process sends to PostgreSQL. Returns the function that ends it. */
function overhear(hear: (statement: Statement, result: pg.QueryResult) => void): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = async function (...args) {
    const result = await query.apply(this, args);
    hear(statementOf(args), result);
    return result;
  };
  return () => (prototype.query = query);
}

function statementOf([first, second]: readonly unknown[]): Statement {
  const { text, values = [] } =
    typeof first === 'string' ? { text: first, values: second as unknown[] | undefined } : (first as Statement);
  return { text, values: values.map(asJson) };
}

/** The form in which the bare server receives a value. */
function asJson(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}

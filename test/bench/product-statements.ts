import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Config } from '../../src/config/config.js';
import { createApplication } from '../../src/server/application.js';
import { createLog } from '../../src/server/logging.js';
import type { RequestParts } from './connection.js';
import type { Script, Statement } from './script.js';

type Query = (this: pg.Client, ...args: unknown[]) => Promise<pg.QueryResult> | undefined;
type Callback = (error: Error | null, result: pg.QueryResult) => void;

/**
 * The SQL of the product, taken from the product: the application is asked once, in this process, and what it sends to
 * PostgreSQL is written down. The baselines thereby run the same statements, whatever becomes of them.
 */
export class ProductStatements {
  private constructor(private readonly app: NestFastifyApplication) {}

  static async open(environment: Readonly<Record<string, string>>): Promise<ProductStatements> {
    const config = new Config({ ...environment, NODE_ENV: 'production' });
    return new ProductStatements(await createApplication(AppModule.with(config), config, createLog('warn')));
  }

  /** The statements of one request, which is done by this; the answer is taken for that of the last one with rows. */
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

/** Hears all that this process sends to PostgreSQL, until it is told to stop. */
function overhear(hear: (statement: Statement, result: pg.QueryResult) => void): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...args) {
    const heard = (result: pg.QueryResult) => {
      hear(statementOf(args), result);
      return result;
    };
    const [statement, callback] = args as [unknown, Callback | unknown[] | undefined];
    if (typeof callback !== 'function') return query.apply(this, args)?.then(heard);
    // As single statements are run; transactions wait for the promise.
    return query.call(this, statement, ((error, result) =>
      callback(error, error ? result : heard(result))) as Callback);
  };
  return () => (prototype.query = query);
}

function statementOf([first, second]: readonly unknown[]): Statement {
  const { text, values = [] } =
    typeof first === 'string' ? { text: first, values: second as unknown[] | undefined } : (first as Statement);
  return { text, values: values.map(asJson) };
}

/** As the bare server gets it. */
const asJson = (value: unknown) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);

import { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource, ViewColumn, ViewEntity } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../test/support/database.js';
import { Config } from '../config/config.js';
import { serverDataSource } from './connecting/data-source.js';
import { Database } from './database.js';
import { faultOf } from './postgres-errors.js';
import { Statements } from './statements.js';

const WAIT_FOR_LOCK = 'SELECT pg_advisory_xact_lock(1)';
const QUERY_MS = 150;

@ViewEntity({ name: 'waiting' })
class Waiting {
  @ViewColumn()
  readonly done: string;
}

@ViewEntity({ name: 'broken' })
class Broken {
  @ViewColumn()
  readonly quotient: number;
}

describe('the connection pool', () => {
  let test: TestDatabase;
  let dataSource: DataSource;
  let database: Database;
  let other: Client;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    test = await createDatabase('template0');
    const options = serverDataSource(test.url, 1, [Waiting, Broken]);
    const extra = { ...(options.extra as object), query_timeout: QUERY_MS };
    dataSource = await new DataSource({ ...options, extra }).initialize();
    database = new Database(dataSource, new Statements(new Config({})));
    other = new Client({ connectionString: test.url });
    await other.connect();
    await other.query('CREATE VIEW waiting AS SELECT pg_advisory_xact_lock(1)::text AS done');
    await other.query('CREATE VIEW broken AS SELECT 1 / count(*) AS quotient FROM pg_class WHERE false');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await other.end();
    await test.drop();
  });

  const processId = async () => (await database.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid;

  it('reports “unavailable” when a connection is lost between two statements of a transaction', async () => {
    const pid = await processId();
    const cut = database.transaction(async (tx) => {
      await tx.rows('SELECT 1');
      await other.query('SELECT pg_terminate_backend($1)', [pid]);
      while (database.pool.totalCount > 0) await setImmediate();
      await tx.rows('SELECT 1');
    });
    const error: unknown = await cut.catch((reason: unknown) => reason);
    expect(faultOf(error)).toEqual({ kind: 'unavailable' });
    expect(await processId()).not.toBe(pid);
  });

  it.each([
    ['statement', () => database.rows(WAIT_FOR_LOCK)],
    ['transaction', () => database.transaction((tx) => tx.rows(WAIT_FOR_LOCK))],
    ['repository', () => database.repository(Waiting).find()],
  ])('closes a connection whose %s timed out, so that nothing queues behind it', async (_, work) => {
    const before = await processId();
    await other.query('SELECT pg_advisory_lock(1)');
    await expect(work()).rejects.toThrow('Query read timeout');
    await expect(processId()).resolves.toEqual(expect.any(Number));
    expect(await processId()).not.toBe(before);
    await other.query('SELECT pg_advisory_unlock(1)');
  });

  it.each([
    ['statement', () => database.rows('SELECT 1/0')],
    ['transaction', () => database.transaction((tx) => tx.rows('SELECT 1/0'))],
    ['repository', () => database.repository(Broken).find()],
    ['rule', () => database.transaction(() => Promise.reject(new Error('division by zero')))],
  ])('keeps the connection after a failed %s', async (_, work) => {
    const before = await processId();
    await expect(work()).rejects.toThrow('division by zero');
    expect(await processId()).toBe(before);
  });

  it('returns the first row from one(), and throws when there is none', async () => {
    await expect(database.one('SELECT 1 AS one')).resolves.toEqual({ one: 1 });
    await expect(database.one('SELECT 1 AS one WHERE false')).rejects.toThrow('returned none');
  });

  it('repeats a transaction that ended in a deadlock, three attempts at most', async () => {
    let attempts = 0;
    const deadlock = () => {
      attempts++;
      return Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01', severity: 'ERROR' }));
    };
    await expect(database.transaction(deadlock)).rejects.toThrow('deadlock');
    expect(attempts).toBe(3);
    attempts = 0;
    await expect(database.transaction(() => (attempts === 0 ? deadlock() : Promise.resolve('done')))).resolves.toBe(
      'done',
    );
  });

  it('reports “unavailable” also when TypeORM notices the lost connection first', async () => {
    const pid = await processId();
    const cut = database.transaction(async (tx) => {
      await tx.rows('SELECT 1');
      await other.query('SELECT pg_terminate_backend($1)', [pid]);
      while (database.pool.totalCount > 0) await setImmediate();
      await tx.repository(Broken).find();
    });
    const error: unknown = await cut.catch((reason: unknown) => reason);
    expect(faultOf(error)).toEqual({ kind: 'unavailable' });
  });

  it.each([
    ['on', 1],
    ['off', 0],
  ])('prepares statements by name unless DATABASE_PREPARED_STATEMENTS is off: %s', async (setting, count) => {
    const statements = new Statements(new Config({ DATABASE_PREPARED_STATEMENTS: setting }));
    const text = `SELECT '${setting}' AS setting`;
    await statements.runOn(database.pool, text, []);
    expect(await database.rows('SELECT FROM pg_prepared_statements WHERE statement = $1', [text])).toHaveLength(count);
  });

  it('uses UTC, whatever time zone the server has', async () => {
    expect(await database.rows('SHOW timezone')).toEqual([{ TimeZone: 'UTC' }]);
  });
});

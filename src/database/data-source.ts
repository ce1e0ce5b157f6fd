import type pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';
import { wireTypes } from './wire-types.js';

/** The classes of the tables that a data source works with. */
export type Entities = readonly (new () => object)[];

const seconds = (count: number) => count * 1000;

/** No statement, lock or idle transaction lasts for ever. */
const CONNECTIONS = {
  application_name: 'vibe-coaching',
  connectionTimeoutMillis: seconds(1.5),
  idleTimeoutMillis: seconds(30),
  statement_timeout: seconds(5),
  query_timeout: seconds(6),
  lock_timeout: seconds(2),
  idle_in_transaction_session_timeout: seconds(10),
  options: '-c timezone=UTC -c jit=off',
  types: wireTypes,
  onConnect: outliveLoss,
};

/** How the server talks to PostgreSQL: over few connections. */
export function serverDataSource(url: string, poolSize: number, entities: Entities = []): DataSourceOptions {
  return {
    ...base(url, entities),
    poolSize,
    extra: CONNECTIONS,
  };
}

/** A replica is talked to as the server itself. */
export function replicaPool(url: string, max: number): pg.PoolConfig {
  return { connectionString: url, max, ...CONNECTIONS };
}

/**
 * The loss of a connection that is in use also arrives as an event, which would end the process if nobody listened. Whoever
 * waits for an answer hears of it by their statement.
 */
function outliveLoss(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

/**
 * For commands: a migration may take its time, but waits for no lock as long as the server does, whose statements wait behind it;
 * whatever limits the role or the database may have.
 */
export function commandDataSource(url: string, entities: Entities = []): DataSourceOptions {
  return {
    ...base(url, entities),
    poolSize: 2,
    extra: {
      application_name: 'vibe-coaching-command',
      connectionTimeoutMillis: seconds(5),
      lock_timeout: seconds(1.5),
      options: '-c timezone=UTC -c statement_timeout=0 -c idle_session_timeout=0',
      types: wireTypes,
    },
  };
}

function base(url: string, entities: Entities) {
  return {
    type: 'postgres',
    url,
    entities: [...entities],
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    logging: false,
  } as const satisfies DataSourceOptions;
}

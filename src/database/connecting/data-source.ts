import type pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { connectionTo } from './connection.js';
import { SESSION_SETTINGS, startOptions } from './session-settings.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';
import { wireTypes } from '../rows/wire-types.js';

/** The entity classes of a data source. */
export type Entities = readonly (new () => object)[];

const seconds = (count: number) => count * 1000;

/** Time limits for every statement, lock and idle transaction. */
const CONNECTIONS = {
  application_name: 'vibe-coaching',
  connectionTimeoutMillis: seconds(1.5),
  idleTimeoutMillis: seconds(30),
  statement_timeout: seconds(5),
  query_timeout: seconds(6),
  lock_timeout: seconds(2),
  idle_in_transaction_session_timeout: seconds(10),
  options: startOptions({ ...SESSION_SETTINGS, jit: 'off' }),
  types: wireTypes,
  onConnect: outliveLoss,
};

/** The server’s connections. `settings`: what triggers read of each session. */
export function serverDataSource(
  url: string,
  poolSize: number,
  entities: Entities = [],
  settings: Readonly<Record<string, string>> = {},
): DataSourceOptions {
  const options = startOptions({ ...SESSION_SETTINGS, jit: 'off', ...settings });
  return {
    ...base(entities),
    poolSize,
    extra: connectionTo(url, { ...CONNECTIONS, options }),
  };
}

/** The connections to the replica: the same limits as to the primary. */
export function replicaPool(url: string, max: number): pg.PoolConfig {
  return { ...connectionTo(url, CONNECTIONS), max };
}

/**
 * A lost connection emits `error`, which would end the process without a listener. The statement that runs on it fails by
 * itself, so the listener has nothing to do.
 */
function outliveLoss(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

/**
 * The connections of commands. A migration may run for long, whatever limits the role or the database sets. It waits for a lock
 * for less time than the server does, because the server’s statements queue behind it meanwhile.
 */
export function commandDataSource(url: string, entities: Entities = []): DataSourceOptions {
  return {
    ...base(entities),
    poolSize: 2,
    extra: connectionTo(url, {
      application_name: 'vibe-coaching-command',
      connectionTimeoutMillis: seconds(5),
      lock_timeout: seconds(1.5),
      options: startOptions({ ...SESSION_SETTINGS, statement_timeout: 0, idle_session_timeout: 0 }),
      types: wireTypes,
    }),
  };
}

/** TypeORM reads the types of all columns at once, which pg allows on a connection with `pipeline` only. */
export function comparingDataSource(url: string, entities: Entities): DataSourceOptions {
  const options = commandDataSource(url, entities);
  return { ...options, extra: { ...(options.extra as object), pipeline: true } };
}

function base(entities: Entities) {
  return {
    type: 'postgres',
    entities: [...entities],
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    installExtensions: false,
    logging: false,
  } as const satisfies DataSourceOptions;
}

import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { Config } from '../../src/config/config.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { Migrator } from '../../src/database/migrator.js';
import { DATA_DIR } from '../../src/embedded-postgres/open-database.js';
import type { Options } from './options.js';
import { Past } from './past.js';
import { type People, settle } from './people.js';
import { ProductStatements } from './product-statements.js';
import { ServerProcess } from './server-process.js';

/** Results, logs of the servers and profiles; ignored by git. */
export const RESULTS_DIR = join(DATA_DIR, 'bench');

const DATABASE = 'bench';

/** The built server: the tools have a build of their own. */
export const PRODUCT = pathToFileURL(join(PROJECT_ROOT, 'dist/src/main.js'));

/** PostgreSQL's defaults stay on, so writes are durable. */
const SETTINGS = { shared_preload_libraries: 'pg_stat_statements' };

/** Everything a check needs: the two servers, their database, its people and its bookings. */
export interface Stage {
  readonly options: Options;
  readonly product: ServerProcess;
  readonly bare: ServerProcess;
  readonly databaseUrl: string;
  /** A direct connection as superuser. */
  readonly client: pg.Client;
  readonly people: People;
  readonly past: Past;
  readonly statements: ProductStatements;
}

/** Starts everything. Pushes a function to `closers` for each open resource, also when it throws; call the latest first. */
export async function setStage(options: Options, closers: (() => Promise<unknown>)[]): Promise<Stage> {
  await mkdir(RESULTS_DIR, { recursive: true });
  const stopLater = <Server extends { stop(): Promise<void> }>(starting: Promise<Server>): Promise<Server> => {
    // Also stops a server whose start ended after the run.
    closers.push(() =>
      starting.then(
        (server) => server.stop(),
        () => undefined,
      ),
    );
    return starting;
  };
  const postgres = await stopLater(
    startEmbeddedPostgres({ dataDir: join(DATA_DIR, 'bench-postgres'), settings: SETTINGS }),
  );
  await recreateDatabase(postgres.url);
  const databaseUrl = postgres.urlOf(DATABASE);
  await Migrator.use(databaseUrl, (migrator) => migrator.run());
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  closers.push(() => client.end());
  await client.query('CREATE EXTENSION pg_stat_statements');
  const environment = {
    DATABASE_URL: databaseUrl,
    JWT_SECRET: randomBytes(48).toString('hex'),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    ACCESS_TOKEN_TTL: '1d',
    RATE_LIMIT: '0',
  };
  const people = await settle(client, new Config(environment));
  const statements = await stopLater(ProductStatements.open(environment));
  const start = (name: string, script: URL, readyPath: string) => {
    const { profile } = options;
    return stopLater(ServerProcess.start({ name, script, readyPath, environment, folder: RESULTS_DIR, profile }));
  };
  const bare = await start('bare', new URL('./bare-server.js', import.meta.url), '/ping');
  const product = await start('product', PRODUCT, '/api/v1/health/ready');
  return { options, product, bare, databaseUrl, client, people, past: new Past(client, people), statements };
}

/** WITH (FORCE) also ends connections of a killed run. */
async function recreateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('DROP DATABASE IF EXISTS bench WITH (FORCE)');
  await client.query('CREATE DATABASE bench');
  await client.end();
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseRunner, refugeInUse } from './account.js';
import { findBinaries } from './binaries.js';
import { filesOf, initialise, isInitialised, makeParent } from './cluster.js';
import { Lease } from './lease.js';
import { findServer, launch, shutDown, type Server } from './server.js';

/** Where the embedded server keeps its files and how it is tuned. */
export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; made when absent. */
  dataDir: string;
  /** postgresql.conf settings, e.g. `{ fsync: 'off' }`; only those of the process that really starts the server count. Without a `port` it takes a free one. */
  settings?: Record<string, string>;
}

/** A running server and this process's share in it. */
export interface EmbeddedPostgres {
  /** Address of the `postgres` database, password included. */
  readonly url: string;
  /** The same address for another database. */
  urlOf(database: string): string;
  /** Gives up this share, and stops the server when nobody else has one; may be called twice. */
  stop(): Promise<void>;
}

const START_MS = 90_000;
const STOP_MS = 10_000;

/**
 * Finds the server that runs on the folder, or starts one and first creates its cluster. All processes that start it on one
 * folder share one server; one that a killed process left behind is found again.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  let home = await locate(resolve(options.dataDir));
  let problem: Error | undefined;
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    const server = await findServer(home);
    if (server?.ready) {
      const lease = await Lease.take(await addressOf(home, server));
      if (lease) return share(home, await addressOf(home, server), lease);
    } else if (!server) {
      if (problem && !isPassing(problem)) throw problem;
      const initialised = await isInitialised(home);
      const runner = await chooseRunner(await findBinaries(), home, !initialised);
      home = runner.home;
      if (!initialised) await initialise(runner);
      problem = await launch(runner, options.settings ?? {}).then(
        () => undefined,
        (error: unknown) => error as Error,
      );
      if (!problem) continue;
    }
    await sleep(20);
  }
  throw new Error(`The PostgreSQL server on ${home} does not become ready: see ${filesOf(home).log}.`, {
    cause: problem,
  });
}

/** Another starter was faster, took the port, or an old server is just ending: worth another try. */
const isPassing = (problem: Error) =>
  /could not bind|lock file ".*" already exists|shared memory block/.test(problem.message);

async function locate(wanted: string): Promise<string> {
  await makeParent(wanted);
  return (await isInitialised(wanted)) ? wanted : ((await refugeInUse(wanted)) ?? wanted);
}

async function addressOf(home: string, server: Server, database = 'postgres'): Promise<string> {
  const password = (await readFile(filesOf(home).password, 'utf8')).trim();
  return `postgres://postgres:${password}@127.0.0.1:${server.port}/${encodeURIComponent(database)}`;
}

function share(home: string, url: string, lease: Lease): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  return {
    url,
    urlOf: (database) => new URL(`/${encodeURIComponent(database)}`, url).href,
    stop: () => (stopped ??= leave(home, lease)),
  };
}

async function leave(home: string, lease: Lease): Promise<void> {
  const deadline = Date.now() + STOP_MS;
  while (Date.now() < deadline) {
    const server = await findServer(home);
    if (!server) break;
    const outcome = await lease.giveUp(await addressOf(home, server));
    if (outcome === 'last') await shutDown(home, server);
    if (outcome !== 'unknown') break;
    await sleep(50);
  }
  await lease.close();
}

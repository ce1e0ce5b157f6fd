import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseRunner, refugeInUse } from './account.js';
import { findBinaries } from './binaries.js';
import { filesOf, initialise, isInitialised, makeParent } from './cluster.js';
import { giveUpLease, type Lease, takeLease } from './lease.js';
import { findServer, launch, shutDown, type Server } from './server.js';

/** Folder and settings of the embedded server. */
export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; created when it is missing. */
  dataDir: string;
  /**
   * Settings of postgresql.conf, e.g. `{ fsync: 'off' }`. Only the process that starts the server applies its settings.
   * Without a `port` the server takes a free one.
   */
  settings?: Record<string, string>;
}

/** A running server and this process's share in it. */
export interface EmbeddedPostgres {
  /** Address of the `postgres` database, password included. */
  readonly url: string;
  /** The same address for another database. */
  urlOf(database: string): string;
  /** Gives up this share. The last share stops the server. A second call does nothing. */
  stop(): Promise<void>;
}

const START_MS = 90_000;

/**
 * Finds the server that runs on the folder, or creates the cluster and starts the server. All processes that call this with
 * one folder share one server, also a server that a killed process left running.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  let home = await locate(resolve(options.dataDir));
  let problem: Error | undefined;
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    const server = await findServer(home);
    if (server?.ready) {
      const lease = await takeLease(await addressOf(home, server));
      if (lease) return share(home, lease);
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

/** Another process was faster or took the port, or an old server is still stopping: try again. */
const isPassing = (problem: Error) =>
  /could not bind|lock file ".*" already exists|shared memory block/.test(problem.message);

async function locate(wanted: string): Promise<string> {
  await makeParent(wanted);
  return (await isInitialised(wanted)) ? wanted : ((await refugeInUse(wanted)) ?? wanted);
}

async function addressOf(home: string, server: Server): Promise<string> {
  const password = (await readFile(filesOf(home).password, 'utf8')).trim();
  return `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
}

function share(home: string, lease: Lease): EmbeddedPostgres {
  const stop = async () => {
    const server = await findServer(home);
    if (server) await shutDown(home, server);
  };
  let stopped: Promise<void> | undefined;
  return {
    url: lease.url,
    urlOf: (database) => new URL(`/${encodeURIComponent(database)}`, lease.url).href,
    stop: () => (stopped ??= giveUpLease(lease, stop)),
  };
}

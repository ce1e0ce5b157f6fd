import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.js';
import { closedLoop, expectOnly, httpLoad, Latencies, type LoadResult } from './load.js';
import type { Figures } from './rounds.js';
import type { ServerProcess } from './server-process.js';

const PATIENCE_MS = 100;

/** How to load a server for one sample. */
export interface Load {
  readonly server: ServerProcess;
  readonly connections: number;
  readonly next: () => Buffer | undefined;
  /** The only status that counts as right. */
  readonly expect: number;
}

/** Loads a server, and reads what its process used in that time. */
export async function httpSample({ server, connections, next, expect }: Load): Promise<Figures> {
  return Connection.use(server.port, connections, async (all) => {
    const before = await server.usage();
    const result = await httpLoad(all, next);
    const after = await server.usage();
    expectOnly(result, expect);
    return {
      ...figuresOf(result),
      cpuMicros: (after.cpuMicros - before.cpuMicros) / result.latencies.count,
      peakMegabytes: after.peakMegabytes,
      longestStallMs: after.longestStallMs,
    };
  });
}

/**
 * The same for more load than the server accepts. Refusals (429, 503) go to `refused`, and a refused client waits a
 * moment. The figures are those of accepted requests.
 */
export async function overloadSample({ server, connections, next, expect }: Load, refused: (share: number) => void) {
  return Connection.use(server.port, connections, async (all): Promise<Figures> => {
    const accepted: number[] = [];
    const workers = all.map((connection) => async (request: Buffer) => {
      const start = performance.now();
      const status = await connection.send(request);
      if (status === expect) accepted.push(performance.now() - start);
      else await sleep(PATIENCE_MS);
      return status;
    });
    const before = await server.usage();
    const { statuses, seconds, latencies } = await closedLoop(workers, next);
    const after = await server.usage();
    expectOnly({ statuses }, expect, 429, 503);
    refused(1 - accepted.length / latencies.count);
    return {
      ...figuresOf({ latencies: new Latencies(accepted), seconds }),
      cpuMicros: (after.cpuMicros - before.cpuMicros) / latencies.count,
      peakMegabytes: after.peakMegabytes,
    };
  });
}

/** The figures of a load without a server process. */
export function figuresOf({ latencies, seconds }: Omit<LoadResult, 'statuses'>): Figures {
  return {
    perSecond: latencies.count / seconds,
    p50: latencies.percentile(0.5),
    p99: latencies.percentile(0.99),
    cpuMicros: NaN,
    peakMegabytes: NaN,
    longestStallMs: NaN,
  };
}

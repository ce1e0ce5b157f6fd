import { Connection } from './connection.js';
import { expectOnly, httpLoad, type LoadResult } from './load.js';
import type { Figures } from './rounds.js';
import type { ServerProcess } from './server-process.js';

/** How to load a server for one sample. */
export interface Load {
  readonly server: ServerProcess;
  readonly connections: number;
  readonly next: () => Buffer | undefined;
  /** The one status that is right. */
  readonly expect: number;
}

/** Loads a server, and reads what its process used meanwhile. */
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

/** What can be said of load without a server process. */
export function figuresOf({ latencies, seconds }: LoadResult): Figures {
  return {
    perSecond: latencies.count / seconds,
    p50: latencies.percentile(0.5),
    p99: latencies.percentile(0.99),
    cpuMicros: NaN,
    peakMegabytes: NaN,
    longestStallMs: NaN,
  };
}

import { performance } from 'node:perf_hooks';
import { type Connection } from './connection.js';

/** The result of a load. */
export interface LoadResult {
  readonly seconds: number;
  readonly latencies: Latencies;
  readonly statuses: ReadonlyMap<number, number>;
}

/** The latency of each request, in milliseconds. */
export class Latencies {
  private readonly sorted: Float64Array;

  constructor(milliseconds: readonly number[]) {
    this.sorted = Float64Array.from(milliseconds).sort();
  }

  get all(): Iterable<number> {
    return this.sorted;
  }

  get count(): number {
    return this.sorted.length;
  }

  /** By nearest rank; `share` is between 0 and 1. */
  percentile(share: number): number {
    return this.sorted[Math.max(0, Math.ceil(share * this.count) - 1)] ?? NaN;
  }
}

/** Each worker processes one item after the other until none is left. `work` returns a status. */
export async function closedLoop<Item>(
  workers: readonly ((item: Item) => Promise<number>)[],
  next: () => Item | undefined,
): Promise<LoadResult> {
  const milliseconds: number[] = [];
  const statuses = new Map<number, number>();
  const begin = performance.now();
  await Promise.all(
    workers.map(async (work) => {
      for (let item = next(); item !== undefined; item = next()) {
        const start = performance.now();
        const status = await work(item);
        milliseconds.push(performance.now() - start);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  return { seconds: (performance.now() - begin) / 1000, latencies: new Latencies(milliseconds), statuses };
}

/** The closed loop over HTTP: each connection has one request in flight. */
export function httpLoad(connections: readonly Connection[], next: () => Buffer | undefined): Promise<LoadResult> {
  return closedLoop(
    connections.map((connection) => (request: Buffer) => connection.send(request)),
    next,
  );
}

/** Repeats the requests for this many seconds, counted from the first one. */
export function repeated(requests: readonly Buffer[], seconds: number): () => Buffer | undefined {
  let index = 0;
  let end: number | undefined;
  return () => {
    const now = performance.now();
    end ??= now + seconds * 1000;
    return now < end ? requests[index++ % requests.length] : undefined;
  };
}

/** Gives each item once, in order. */
export function each<Item>(items: readonly Item[]): () => Item | undefined {
  let index = 0;
  return () => items[index++];
}

/** Throws unless every answer had one of the statuses: refusals are fast and would look like speed. */
export function expectOnly({ statuses }: Pick<LoadResult, 'statuses'>, ...expected: readonly number[]): void {
  const wrong = [...statuses].filter(([status]) => !expected.includes(status));
  if (wrong.length === 0) return;
  throw new Error(`Expected ${expected.join(' or ')}, saw ${wrong.map(([s, n]) => `${n} × ${s}`).join(', ')}.`);
}

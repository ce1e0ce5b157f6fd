import { isDeepStrictEqual } from 'node:util';
import { type RequestParts, requestBytes } from '../connection.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge, type Line } from '../lines.js';
import { repeated } from '../load.js';
import { briefPaceOf } from '../options.js';
import type { Read, ReadGroup } from '../read-table.js';
import { bareRoutes } from '../requests.js';
import { compare, type Contender, type Standing } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { withCoaches } from '../coach-count.js';

/** The share of a bare server's speed that a list should reach, and the least that is accepted. */
const TARGET = { aim: 0.85, floor: 0.6, better: 'more' } as const;

interface Measured {
  readonly title: string;
  readonly standings: readonly [Standing, Standing, ...Standing[]];
  readonly lines: readonly Line[];
}

/** Compares reading routes with a bare server that runs the same statements. */
export const reads =
  ({ title, connections, reads: all }: ReadGroup) =>
  async (stage: Stage): Promise<Finding> => {
    const measured: Measured[] = [];
    for (const read of all) {
      measured.push(await withCoaches(stage, read.coaches, () => measure(stage, read, connections)));
    }
    const ratios = measured.map(({ title: of, standings: [ours, bare] }) => `${of} ${ratio(ours, bare).toFixed(2)}`);
    return {
      title: `${title}, ${connections} connections`,
      standings: measured.flatMap(({ standings }) => standings),
      lines: measured.flatMap(({ lines }) => lines),
      notes: [`Requests per second of those of the bare server: ${ratios.join(', ')}.`],
    };
  };

async function measure(stage: Stage, { title, request, rows, judged }: Read, connections: number): Promise<Measured> {
  const { product, bare, options } = stage;
  const { seconds, rounds } = briefPaceOf(options);
  const parts = await request(stage);
  const routes = await bareRoutes(stage, 'read', parts);
  if (rows !== undefined) await expectSameRows(stage, parts, rows);
  const contender = (name: string, server: ServerProcess, bytes: Buffer): Contender => ({
    name: `${title}: ${name}`,
    sample: () => httpSample({ server, connections, next: repeated([bytes], seconds), expect: 200 }),
  });
  const ours = contender('product', product, requestBytes(parts));
  const whole = contender('bare', bare, routes.whole.asRecorded);
  const line = (beside: string, a: Standing, b: Standing) =>
    judge({ what: `${title} / ${beside}`, ...TARGET }, ratio(a, b));
  if (judged === 'also without the session') {
    const plain = contender('bare, no session read', bare, routes.plain.asRecorded);
    const [a, b, c] = await compare([ours, whole, plain], rounds);
    const lines = [line('bare with the SELECT alone', a, c), line('bare with the session read too', a, b)];
    return { title, standings: [a, b, c], lines };
  }
  const [a, b] = await compare([ours, whole], rounds);
  return { title, standings: [a, b], lines: judged ? [line('bare with the same statements', a, b)] : [] };
}

const ratio = (ours: Standing, bare: Standing) => ours.perSecond / bare.perSecond;

type Row = Readonly<Record<string, unknown>>;

/** Whether two rows agree in all keys that both have: of a booking the product shows what its reader may do, and not its terms. */
const isSameRow = (ours: Row, theirs: Row | undefined) =>
  theirs !== undefined &&
  Object.keys(ours).every((key) => !(key in theirs) || isDeepStrictEqual(ours[key], theirs[key]));

/** A ratio means something only if both servers give the same answer. */
async function expectSameRows({ product, bare }: Stage, { path, headers = {} }: RequestParts, count: number) {
  const read = async (url: string) => (await (await fetch(url, { headers })).json()) as Row[];
  const ours = await read(product.origin + path);
  const theirs = await read(`${bare.origin}/read`);
  const isSame = ours.length === theirs.length && ours.every((row, index) => isSameRow(row, theirs[index]));
  if (ours.length !== count || !isSame) {
    throw new Error(
      `${path} and the baseline do not answer the same ${count} rows, but ${ours.length} and ${theirs.length}.`,
    );
  }
}

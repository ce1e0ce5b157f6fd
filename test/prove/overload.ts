import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, requestBytes } from '../bench/connection.js';
import { expectOnly, httpLoad, Latencies, repeated } from '../bench/load.js';
import { median } from '../bench/rounds.js';
import type { Person } from './people.js';
import type { Findings } from './proof.js';
import { Stage, told } from './stage.js';

const COACHES = 300;
const CLIENTS = 100;
/** The length of each load in each round, at full size. */
const SECONDS = 4;
/** The machine's speed changes within minutes, so compared loads follow each other, and the medians count. */
const ROUNDS = 9;
/** The default. The bound of requests in flight grows with it. */
const CONNECTIONS_TO_POSTGRES = 10;
/** Keeps the server busy without any refusal. */
const WORKERS = 32;
/** The server needs this long at most to detect an overload. The measurement begins after it. */
const SETTLE_MS = 2_000;
/** Enough that slow answers do not delay the sending of others. */
const CONNECTIONS = 1_000;
const TICK_MS = 2;
const REFUSED = [429, 503];
const RIGHT = [200, 201, 409];
/** The limit for the 99th percentile of accepted requests. */
const BOUND_MS = 100;
/**
 * The least goodput at twice the capacity, as a share of the goodput at the capacity. The aim is 0.9, but other load on
 * the machine can cause less.
 */
const FLOOR = 0.75;

interface Offer {
  readonly perSecond: number;
  readonly seconds: number;
}

/** The result of a load after the settling time. */
interface Outcome {
  readonly count: number;
  /** Answers per second that were not refusals. */
  readonly goodput: number;
  /** The same per second of CPU of server and PostgreSQL. */
  readonly thrift: number;
  readonly accepted: Latencies;
  readonly refused: Latencies;
  /** Statuses that are wrong under any load. */
  readonly wrong: readonly number[];
}

interface Answer {
  readonly status: number;
  /** When the request was sent, and how long the answer took. */
  readonly at: number;
  readonly ms: number;
}

/**
 * Measures the capacity for reads and bookings in a closed loop. Then offers a quarter of it, all of it and twice as much
 * in an open loop, and compares, in several rounds. Server, PostgreSQL and load share one machine, so at twice the
 * capacity the load itself leaves the server less CPU.
 */
export function proveOverload(share: number): Promise<Findings> {
  const measure = async (stage: Stage): Promise<Findings> => {
    const [origin = ''] = stage.origins;
    const port = Number(new URL(origin).port);
    const requests = await mixOf(stage);
    const seconds = Math.max(1, SECONDS * share);
    const capacityNow = async (): Promise<number> => {
      await freeSlots(stage);
      const busy = await Connection.use(port, WORKERS, (all) => httpLoad(all, repeated(requests, seconds)));
      // The machine may pause for longer than requests wait for the pool. The proof goes on.
      expectOnly(busy, ...RIGHT, ...REFUSED);
      return RIGHT.reduce((sum, status) => sum + (busy.statuses.get(status) ?? 0), 0) / busy.seconds;
    };
    const offered = async (perSecond: number, seconds: number): Promise<Outcome> => {
      await freeSlots(stage);
      return offer(port, requests, { perSecond, seconds });
    };
    const round = async (): Promise<Round> => {
      const capacity = await capacityNow();
      const quarter = await offered(capacity / 4, seconds);
      const once = await offered(capacity, seconds);
      const twice = await offered(2 * capacity, seconds);
      return { capacity, quarter, once, twice, relieved: await offered(capacity / 4, 1) };
    };
    await capacityNow(); // warms up
    const rounds: Round[] = [];
    while (rounds.length < Math.max(1, Math.round(ROUNDS * share))) rounds.push(await round());
    return findings(rounds, stage.defects());
  };
  return Stage.use(1, measure, [told({ DATABASE_POOL_SIZE: String(CONNECTIONS_TO_POSTGRES) })]);
}

/** Three reads for each booking of a free slot. */
async function mixOf({ people }: Stage): Promise<Buffer[]> {
  const coaches = await people.recruitAll('coach', COACHES);
  const clients = await people.recruitAll('client', CLIENTS);
  // Alternates between the coaches, because bookings of one coach wait for each other's commit.
  const slots = Array.from({ length: 10 }, (_, slot) => coaches.map(({ id }) => ({ id, slot: slot + 1 }))).flat();
  return slots.flatMap(({ id, slot }, index) => {
    const client = clients[index % CLIENTS]!;
    return [
      asked(client, '/bookings/coaches?limit=20'),
      asked(client, '/bookings/my-bookings?limit=20'),
      asked(client, `/bookings/coaches/${id}`),
      asked(client, '/bookings/book', { coach_id: id, slot_number: slot }),
    ];
  });
}

function asked({ token }: Person, path: string, body?: object): Buffer {
  const headers = { Authorization: `Bearer ${token}` };
  return requestBytes({ method: body ? 'POST' : 'GET', path: `/api/v1${path}`, headers, body });
}

/** Each load starts with the same tables. */
async function freeSlots({ postgres: { sql } }: Stage): Promise<void> {
  await sql('DELETE FROM bookings');
  await sql('VACUUM bookings, users');
}

/** The open loop: sends this many requests per second, whether earlier ones are answered or not. */
function offer(port: number, requests: readonly Buffer[], { perSecond, seconds }: Offer): Promise<Outcome> {
  return Connection.use(port, CONNECTIONS, async (free) => {
    const answers: Answer[] = [];
    const begin = performance.now();
    const elapsed = () => performance.now() - begin;
    const send = async (connection: Connection, request: Buffer): Promise<void> => {
      const at = elapsed();
      const status = await connection.send(request);
      answers.push({ status, at, ms: elapsed() - at });
      free.push(connection);
    };
    const pending: Promise<void>[] = [];
    const settled = sleep(SETTLE_MS).then(secondsOfOthers);
    const end = SETTLE_MS + seconds * 1000;
    let sent = 0;
    while (elapsed() < end) {
      await sleep(TICK_MS);
      for (const due = (Math.min(end, elapsed()) / 1000) * perSecond; sent < due; sent++) {
        // In turn, because the server closes connections that never send a request.
        const connection = free.shift();
        if (connection) pending.push(send(connection, requests[sent % requests.length]!));
      }
    }
    await Promise.all(pending);
    const processor = secondsOfOthers() - (await settled);
    return outcomeOf(
      answers.filter(({ at }) => at >= SETTLE_MS),
      { seconds, processor },
    );
  });
}

/** CPU seconds of all other processes so far. On an idle machine these are the server and PostgreSQL. */
function secondsOfOthers(): number {
  const { user, system } = process.cpuUsage();
  const all = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return all.reduce((sum, ms) => sum + ms / 1_000, 0) - (user + system) / 1_000_000;
}

function outcomeOf(
  answers: readonly Answer[],
  { seconds, processor }: { seconds: number; processor: number },
): Outcome {
  const isRefused = ({ status }: Answer) => REFUSED.includes(status);
  const accepted = answers.filter((answer) => !isRefused(answer));
  return {
    count: answers.length,
    goodput: accepted.length / seconds,
    thrift: accepted.length / processor,
    accepted: new Latencies(accepted.map(({ ms }) => ms)),
    refused: new Latencies(answers.filter(isRefused).map(({ ms }) => ms)),
    wrong: accepted.map(({ status }) => status).filter((status) => !RIGHT.includes(status)),
  };
}

const LOADS = ['quarter', 'once', 'twice'] as const;

/** `relieved` is a quarter of the capacity again, after twice the capacity. */
interface Round extends Readonly<Record<(typeof LOADS)[number] | 'relieved', Outcome>> {
  readonly capacity: number;
}

function findings(rounds: readonly Round[], defects: readonly string[]): Findings {
  const usual = (of: (round: Round) => number) => median(rounds.map(of));
  const inEach = (of: (round: Round) => number) => rounds.map((round) => of(round).toFixed(0)).join(', ');
  const ofEachLoad = (share: number) =>
    LOADS.map((load) => ms(usual((round) => round[load].accepted.percentile(share)))).join(' / ');
  const refusals = (share: number) => ms(usual(({ twice }) => twice.refused.percentile(share)));
  const goodput = usual(({ once, twice }) => twice.goodput / once.goodput);
  const thrift = usual(({ once, twice }) => twice.thrift / once.thrift);
  const p99 = usual(({ twice }) => twice.accepted.percentile(0.99));
  const slower = usual(({ quarter, twice }) => twice.accepted.percentile(0.99) / quarter.accepted.percentile(0.99));
  const wrong = rounds.flatMap((round) => [...LOADS, 'relieved' as const].flatMap((load) => round[load].wrong));
  return {
    figures: [
      ['capacity in each round, requests a second', inEach(({ capacity }) => capacity)],
      ['answered when as much is offered', inEach(({ once }) => once.goodput)],
      ['answered when twice as much is offered', inEach(({ twice }) => twice.goodput)],
      ['goodput at twice / at once the capacity, aim 0.9', goodput.toFixed(2)],
      ['goodput at twice the capacity / capacity', usual(({ twice, capacity }) => twice.goodput / capacity).toFixed(2)],
      ['answers for a second of processor of server and PostgreSQL: at twice / at once, aim 0.9', thrift.toFixed(2)],
      ['p50 of what is answered: at a quarter / once / twice the capacity', ofEachLoad(0.5)],
      ['p99 of what is answered: at a quarter / once / twice the capacity', ofEachLoad(0.99)],
      ['p99 at twice / at a quarter of the capacity, aim 3', slower.toFixed(1)],
      [
        'refused at twice the capacity',
        `${(100 * usual(({ twice }) => twice.refused.count / twice.count)).toFixed(0)} %`,
      ],
      ['refusals: p50 / p99', `${refusals(0.5)} / ${refusals(0.99)}`],
    ],
    flaws: [
      ...(goodput < FLOOR ? ['goodput collapses at twice the capacity'] : []),
      ...(p99 > BOUND_MS ? ['what is answered waits too long'] : []),
      ...(rounds.some(({ relieved }) => relieved.refused.count > 0) ? ['it still refuses when the load is over'] : []),
      ...wrong.map((status) => `an answer was ${status}`),
      ...defects,
    ],
  };
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

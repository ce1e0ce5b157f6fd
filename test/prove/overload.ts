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
/** Of each load, at full size, in each round. */
const SECONDS = 4;
/** What the machine gives changes within minutes: loads that are compared follow each other, and medians are told. */
const ROUNDS = 9;
/** As it is by default; the bound grows with it. */
const CONNECTIONS_TO_POSTGRES = 10;
/** Enough to keep the server busy, and few enough that it refuses nobody. */
const WORKERS = 32;
/** A burst waits at most so long before the server knows it for an overload; what is measured is what lasts. */
const SETTLE_MS = 2_000;
/** What answers late must not keep the others from being sent. */
const CONNECTIONS = 1_000;
const TICK_MS = 2;
const REFUSED = [429, 503];
const RIGHT = [200, 201, 409];
/** What the 99th percentile of those who are let in may wait. */
const BOUND_MS = 100;
/** Of what is answered at once the capacity. The aim is 0.9, which a machine with others on it may miss. */
const FLOOR = 0.75;

interface Offer {
  readonly perSecond: number;
  readonly seconds: number;
}

/** What became of a load once it had lasted for a while. */
interface Outcome {
  readonly count: number;
  /** Answers that were not refusals, a second. */
  readonly goodput: number;
  /** The same for a second of processor of server and PostgreSQL. */
  readonly thrift: number;
  readonly accepted: Latencies;
  readonly refused: Latencies;
  /** Statuses that no load excuses. */
  readonly wrong: readonly number[];
}

interface Answer {
  readonly status: number;
  /** When the request was sent, and for how long the answer was waited for. */
  readonly at: number;
  readonly ms: number;
}

/**
 * Finds out how many reads and bookings the server answers when each is sent after the answer to another, then offers a
 * quarter of them, as many and twice as many whether it answers or not, and compares, in several rounds. Server, PostgreSQL
 * and the load share one machine: at twice the capacity the load itself leaves less of it to the server.
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
      // A machine that stands still for longer than the pool is waited for is no reason to end.
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

/** Three reads for each booking of a slot that nobody has yet. */
async function mixOf({ people }: Stage): Promise<Buffer[]> {
  const coaches = await people.recruitAll('coach', COACHES);
  const clients = await people.recruitAll('client', CLIENTS);
  // One coach after the other: bookings of the same one wait for each other's commit.
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

/** Each load finds the tables as the one before did. */
async function freeSlots({ postgres: { sql } }: Stage): Promise<void> {
  await sql('DELETE FROM bookings');
  await sql('VACUUM bookings, users');
}

/** The open loop: so many requests a second, whatever becomes of those before. */
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
        // In turn: the server ends connections on which nothing was ever asked.
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

/** Of processor, used so far by all but this process: on a still machine, by server and PostgreSQL. */
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

/** `relieved` is a quarter once more, after twice the capacity. */
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

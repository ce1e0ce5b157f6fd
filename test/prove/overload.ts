import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, requestBytes } from '../bench/connection.js';
import { expectOnly, httpLoad, Latencies, repeated } from '../bench/load.js';
import type { Person } from './people.js';
import type { Findings } from './proof.js';
import { Stage, told } from './stage.js';

const COACHES = 300;
const CLIENTS = 100;
/** Of each load, at full size. */
const SECONDS = 10;
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
  readonly offered: number;
  /** Answers that were not refusals, a second. */
  readonly goodput: number;
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
 * Finds out how many reads and bookings the server answers when each is sent after the answer to another, then offers as many
 * and twice as many whether it answers or not, and compares. Server, PostgreSQL and the load share one machine: at twice the
 * capacity the load itself leaves less of it to the server.
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
      expectOnly(busy, ...RIGHT);
      return busy.latencies.count / busy.seconds;
    };
    const offered = async (perSecond: number, seconds: number): Promise<Outcome> => {
      await freeSlots(stage);
      return offer(port, requests, { perSecond, seconds });
    };
    await capacityNow(); // warms up
    const before = await capacityNow();
    const idle = await offered(before / 4, seconds);
    const once = await offered(before, seconds);
    const twice = await offered(2 * before, seconds);
    const again = await offered(before, seconds);
    const relieved = await offered(before / 4, 1);
    const after = await capacityNow();
    return findings([before, after], { idle, once, twice, again, relieved }, stage.defects());
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
    return outcomeOf(
      answers.filter(({ at }) => at >= SETTLE_MS),
      seconds,
    );
  });
}

function outcomeOf(answers: readonly Answer[], seconds: number): Outcome {
  const isRefused = ({ status }: Answer) => REFUSED.includes(status);
  const accepted = answers.filter((answer) => !isRefused(answer));
  return {
    offered: answers.length / seconds,
    goodput: accepted.length / seconds,
    accepted: new Latencies(accepted.map(({ ms }) => ms)),
    refused: new Latencies(answers.filter(isRefused).map(({ ms }) => ms)),
    wrong: accepted.map(({ status }) => status).filter((status) => !RIGHT.includes(status)),
  };
}

type Loads = Readonly<Record<'idle' | 'once' | 'twice' | 'again' | 'relieved', Outcome>>;

/** What the machine gives changes within minutes: twice the capacity is held against the mean of before and after. */
function findings(capacities: readonly [number, number], loads: Loads, defects: readonly string[]): Findings {
  const { idle, once, twice, again, relieved } = loads;
  const [before, after] = capacities;
  const capacity = (before + after) / 2;
  const goodput = (once.goodput + again.goodput) / 2;
  const p99 = ({ accepted }: Outcome) => accepted.percentile(0.99);
  const p50 = ({ accepted }: Outcome) => accepted.percentile(0.5);
  const rates = (of: (outcome: Outcome) => number) => [once, twice, again].map((one) => of(one).toFixed(0)).join(' / ');
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const { accepted, refused } = twice;
  return {
    figures: [
      ['capacity before / after, requests a second', `${before.toFixed(0)} / ${after.toFixed(0)}`],
      ['offered: once before / twice / once after, a second', rates(({ offered }) => offered)],
      ['answered of it', rates((outcome) => outcome.goodput)],
      ['goodput at twice / at once the capacity, aim 0.9', (twice.goodput / goodput).toFixed(2)],
      ['goodput at twice the capacity / capacity', (twice.goodput / capacity).toFixed(2)],
      ['p99 of what is answered: at a quarter / at twice the capacity', `${ms(p99(idle))} / ${ms(p99(twice))}`],
      ['p50 of what is answered: at a quarter / at twice the capacity', `${ms(p50(idle))} / ${ms(p50(twice))}`],
      ['refused', `${((100 * refused.count) / (refused.count + accepted.count)).toFixed(0)} %`],
      ['refusals: p50 / p99', `${ms(refused.percentile(0.5))} / ${ms(refused.percentile(0.99))}`],
    ],
    flaws: [
      ...(twice.goodput < FLOOR * goodput ? ['goodput collapses at twice the capacity'] : []),
      ...(p99(twice) > BOUND_MS ? ['what is answered waits too long'] : []),
      ...(relieved.refused.count > 0 ? ['it still refuses when the load is over'] : []),
      ...Object.values(loads).flatMap(({ wrong }) => wrong.map((status) => `an answer was ${status}`)),
      ...defects,
    ],
  };
}

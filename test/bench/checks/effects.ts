import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Dice } from '../../../seeds/dice.js';
import { Migrator } from '../../../src/database/migrator.js';
import { MailSink } from '../../prove/mail-sink.js';
import { until } from '../../support/until.js';
import { Connection } from '../connection.js';
import { type Finding, judge } from '../lines.js';
import { bidToProduct, freeSlots, spreadBids } from '../requests.js';
import { ServerProcess } from '../server-process.js';
import { PRODUCT, RESULTS_DIR, type Stage } from '../stage.js';

const BOOKINGS_A_SECOND = 500;
const CONNECTIONS = 16;
const WATCH_MS = 10;
const DATABASE = 'bench_effects';
const DROP_DATABASE = 'DROP DATABASE IF EXISTS bench_effects WITH (FORCE)';
const CREATE_DATABASE = 'CREATE DATABASE bench_effects';
const EVENTS = 2_000;
const IDLE_MS = 10_000;

/** How long the event has waited that has waited longest; null when none waits. */
const OLDEST = `
  SELECT (extract(epoch FROM clock_timestamp() - min(at)) * 1000)::float8 AS age FROM events WHERE due_at IS NOT NULL`;

const ADD_PEOPLE = `
  INSERT INTO users (email, password_hash, full_name, role)
  VALUES ('coach@bench.example', 'none', 'Coach', 'coach'), ('client@bench.example', 'none', 'Client', 'client')`;

const BOOK = `
  INSERT INTO bookings (coach_id, client_id, scheduled_at, ends_at)
  SELECT coach.id, client.id, now() + make_interval(hours => $1), now() + make_interval(hours => $1, mins => 30)
    FROM users coach, users client WHERE coach.role = 'coach' AND client.role = 'client'`;

const ASKED = `
  SELECT coalesce(sum(s.calls), 0)::float8 AS calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
   WHERE d.datname = $1`;

/** From the event to the people: how long events wait under load, how many one worker tells by mail, and what it costs when idle. */
export async function effects(stage: Stage): Promise<Finding> {
  const { ages, pace } = await underLoad(stage);
  const { eventsPerSecond, askedPerSecond } = await byMail(stage);
  const less = { better: 'less' } as const;
  return {
    title: 'effects of events',
    standings: [],
    lines: [
      judge(
        {
          what: 'age of the oldest waiting event while bookings come in: p50 of looks',
          aim: 1_000,
          ...less,
          unit: 'ms',
        },
        rank(ages, 0.5),
      ),
      judge(
        {
          what: 'age of the oldest waiting event while bookings come in: p99 of looks',
          aim: 1_000,
          ...less,
          unit: 'ms',
        },
        rank(ages, 0.99),
      ),
      judge(
        { what: 'statements a second of an idle server with a worker', aim: 1, floor: 1.1, ...less },
        askedPerSecond,
      ),
    ],
    notes: [
      `${pace.toFixed(0)} bookings a second came in. Every ${WATCH_MS} ms the age of the oldest event that waits was looked at.`,
      `The idle server also asks for the time twice a minute. One worker told ${eventsPerSecond.toFixed(0)} events a second, each by two mails to a local mail server and a notification.`,
    ],
  };
}

async function underLoad(stage: Stage): Promise<{ ages: number[]; pace: number }> {
  const requests = spreadBids(stage.people).map(bidToProduct);
  const ages: number[] = [];
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      const { rows } = await stage.client.query<{ age: number | null }>(OLDEST);
      ages.push(rows[0]?.age ?? 0);
      await sleep(WATCH_MS);
    }
  };
  const watching = watch();
  const begin = performance.now();
  await Connection.use(stage.product.port, CONNECTIONS, (connections) =>
    Promise.all(connections.map((connection, lane) => inPace(connection, requests, { begin, lane }))),
  );
  const pace = (requests.length / (performance.now() - begin)) * 1_000;
  isOver = true;
  await watching;
  await until('all events are handled', async () => {
    const { rows } = await stage.client.query<{ age: number | null }>(OLDEST);
    return rows[0]?.age === null;
  });
  await freeSlots(stage);
  return { ages, pace };
}

/** Every so many-th request, each at its time, or as soon after it as the server allows. */
async function inPace(
  connection: Connection,
  requests: readonly Buffer[],
  { begin, lane }: { begin: number; lane: number },
) {
  for (let index = lane; index < requests.length; index += CONNECTIONS) {
    const early = begin + (index * 1_000) / BOOKINGS_A_SECOND - performance.now();
    if (early > 0) await sleep(early);
    const status = await connection.send(requests[index]!);
    if (status !== 201) throw new Error(`A booking was answered with ${status}.`);
  }
}

/** In a database of its own, so that no other worker takes part. */
async function byMail({ client, databaseUrl }: Stage) {
  const url = new URL(databaseUrl);
  url.pathname = `/${DATABASE}`;
  await client.query(DROP_DATABASE);
  await client.query(CREATE_DATABASE);
  const sink = await MailSink.start(new Dice('bench'), 0);
  try {
    await Migrator.use(url.href, (migrator) => migrator.run());
    await addEvents(url.href);
    return await measured(client, url.href, sink);
  } finally {
    await sink.stop();
    await client.query(DROP_DATABASE);
  }
}

async function addEvents(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(ADD_PEOPLE);
  for (let hour = 1; hour <= EVENTS; hour++) await client.query({ name: 'book', text: BOOK, values: [hour] });
  await client.end();
}

async function measured(client: pg.Client, url: string, sink: MailSink) {
  const environment = {
    ...{ DATABASE_URL: url, JWT_SECRET: randomBytes(48).toString('hex'), LOG_LEVEL: 'warn' },
    ...{ SMTP_URL: sink.url, MAIL_FROM: 'vibe@bench.example', PUBLIC_URL: 'https://bench.example' },
  };
  const options = { name: 'worker', script: PRODUCT, readyPath: '/api/v1/health/ready', folder: RESULTS_DIR };
  const server = await ServerProcess.start({ ...options, environment, profile: false });
  try {
    await until('the first mail arrives', () => sink.arrivals.size > 0);
    const begin = performance.now();
    await until('all mails arrive', () => sink.arrivals.size >= 2 * EVENTS, 120_000);
    const seconds = (performance.now() - begin) / 1_000;
    await sleep(2_000);
    const before = await asked(client);
    await sleep(IDLE_MS);
    const askedPerSecond = ((await asked(client)) - before) / (IDLE_MS / 1_000);
    return { eventsPerSecond: EVENTS / seconds, askedPerSecond };
  } finally {
    await server.stop();
  }
}

async function asked(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ calls: number }>(ASKED, [DATABASE]);
  return rows[0]?.calls ?? 0;
}

function rank(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

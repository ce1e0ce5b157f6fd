import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../seeds/dice.js';
import { seal } from '../../src/secrets/sealed.js';
import { newSecret } from '../../src/webhooks/domain/signature.js';
import { secretPlace } from '../../src/webhooks/webhook.entity.js';
import { until } from '../support/until.js';
import { HookSink } from './hook-sink.js';
import type { Figure, Findings } from './proof.js';
import { Stage, told } from './stage.js';
import { WorkerProcess } from './worker-process.js';

interface WebhookOptions {
  readonly seed: string;
  readonly events: number;
  /** kill -9 of a worker. */
  readonly kills: number;
  /** Kills of all of PostgreSQL. */
  readonly outages: number;
}

const WORKERS = 2;
/** Messages that one process has under way to one endpoint, and so the most that a kill repeats. */
const UNDER_WAY = 7;
const CALM_MS = 500;
const PATIENCE_MS = 300_000;
/** Tries that fail repeat: ten failures of one message in a row are not to be expected. */
const ROUNDS = 10;
/** Longer than the slowest answer. */
const ANSWER_MS = 4_000;
const POLL_MS = 100;

const KEY = { id: 'proof', bytes: randomBytes(32) };

const BOOK = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $2 || ' client', true))
  INSERT INTO bookings (coach_id, client_id, scheduled_at, ends_at)
  SELECT $1::integer, $2::integer, $3, $3::timestamptz + interval '30 minutes' FROM actor RETURNING id`;

const REGISTER = `INSERT INTO webhooks (id, url, types, secret) VALUES ($1, $2, '{booking.requested}', $3)`;
const [GOOD, HUNG] = [1, 2];

/** What is due now for the endpoint that answers, and all that waits for it. */
const WAITING = `
  WITH waiting AS (
    SELECT now() AS due_at FROM events WHERE due_at IS NOT NULL
     UNION ALL
    SELECT due_at FROM webhook_deliveries WHERE status = 'waiting' AND webhook_id = ${GOOD}
  )
  SELECT count(*) FILTER (WHERE due_at <= now())::integer AS due, count(*)::integer AS all FROM waiting`;

/** When no worker lives: as if the leases of the dead and the pauses had passed. */
const PASS_TIME = `UPDATE webhook_deliveries SET due_at = now() WHERE status = 'waiting'`;

const MESSAGES = `
  SELECT e.id::float8 AS event, d.message_id AS id, d.status, d.attempts
    FROM events e LEFT JOIN webhook_deliveries d ON d.event_id = e.id AND d.webhook_id = $1
   WHERE e.type = 'booking.requested' ORDER BY e.id`;

interface Message {
  readonly event: number;
  readonly id: string | null;
  readonly status: string | null;
  readonly attempts: number;
}

/**
 * Bookings come in while workers tell two endpoints of them, one that often misbehaves and one that never answers. Workers and
 * PostgreSQL die now and then. At the end the first endpoint has taken each message, and repeats are those of the deaths.
 */
export async function proveWebhooks(options: WebhookOptions): Promise<Findings> {
  const sink = await HookSink.start(new Dice(`${options.seed}/hooks`));
  const sockets = new Set<Socket>();
  const hung = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(hung, 'listening');
  const keys = `${KEY.id}:${KEY.bytes.toString('base64')}`;
  const settings = { NODE_ENV: 'test', ALLOW_LOCAL_WEBHOOKS: 'on', SECRETS_KEYS: keys };
  try {
    return await Stage.use(0, (stage) => new Webhooks(stage, sink, hung, options).prove(), [told(settings)]);
  } finally {
    for (const socket of sockets) socket.destroy();
    hung.close();
    await sink.stop();
  }
}

class Webhooks {
  private readonly dice: Dice;
  private readonly workers: readonly WorkerProcess[];

  constructor(
    private readonly stage: Stage,
    private readonly sink: HookSink,
    private readonly hung: Server,
    private readonly options: WebhookOptions,
  ) {
    this.dice = new Dice(options.seed);
    this.workers = Array.from({ length: WORKERS }, () => new WorkerProcess(stage.environment));
  }

  async prove(): Promise<Findings> {
    const { sql } = this.stage.postgres;
    const hungUrl = `http://127.0.0.1:${(this.hung.address() as AddressInfo).port}/`;
    for (const [id, url] of [[GOOD, this.sink.url] as const, [HUNG, hungUrl] as const]) {
      await sql(REGISTER, [id, url, seal(newSecret(), secretPlace(id), KEY)]);
    }
    try {
      await Promise.all(this.workers.map((worker) => worker.start()));
      const begun = performance.now();
      await Promise.all([this.book(), this.strike()]);
      await this.settle();
      return await this.judge((performance.now() - begun) / 1_000);
    } finally {
      await Promise.all(this.workers.map((worker) => worker.end('SIGKILL')));
    }
  }

  /** A booking that PostgreSQL's death rolled back is made again. */
  private async book(): Promise<void> {
    const { people, postgres } = this.stage;
    const [coaches, clients] = [await people.recruitAll('coach', 5), await people.recruitAll('client', 20)];
    const start = Date.now() + 10 * 86_400_000;
    const pause = Math.max(1, (this.options.kills * CALM_MS) / this.options.events);
    for (let booked = 0; booked < this.options.events;) {
      const at = new Date(start + booked * 3_600_000);
      const isBooked = await postgres.sql(BOOK, [coaches[booked % 5]?.id, clients[booked % 20]?.id, at]).then(
        () => true,
        () => false,
      );
      if (isBooked) booked++;
      await sleep(isBooked ? pause : 100);
    }
  }

  private async strike(): Promise<void> {
    const { kills, outages } = this.options;
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(this.dice.between(0, CALM_MS));
      const worker = this.dice.pick(this.workers);
      await worker.end('SIGKILL');
      if (kill % Math.ceil(kills / outages) === 0) {
        this.stage.postgres.kill();
        await this.stage.postgres.restart();
      }
      await worker.start();
    }
  }

  /** Until the first endpoint has all. The pauses of failed tries, and the leases of the dead, are shortened while no worker lives. */
  private async settle(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(this.workers.map((worker) => worker.end('SIGTERM')));
      await this.stage.postgres.sql(PASS_TIME);
      await Promise.all(this.workers.map((worker) => worker.start()));
      await until('what is due is sent', async () => (await this.waiting()).due === 0, PATIENCE_MS);
      // What is under way is answered meanwhile, if it is answered at all.
      for (let wait = 0; wait < ANSWER_MS; wait += POLL_MS) {
        if ((await this.waiting()).all === 0) return;
        await sleep(POLL_MS);
      }
    }
  }

  private async waiting(): Promise<{ due: number; all: number }> {
    const [row] = await this.stage.postgres.sql<{ due: number; all: number }>(WAITING);
    return row ?? { due: 0, all: 0 };
  }

  private async judge(seconds: number): Promise<Findings> {
    const { kills, outages, seed } = this.options;
    const messages = await this.stage.postgres.sql<Message>(MESSAGES, [GOOD]);
    const others = await this.stage.postgres.sql<Message>(MESSAGES, [HUNG]);
    const codes = await Promise.all(this.workers.map((worker) => worker.end('SIGTERM')));
    const { arrivals, repeated, misdeeds } = this.sink;
    const explained = kills * UNDER_WAY;
    const figures: Figure[] = [
      ['seed', seed],
      ['events', messages.length],
      ['kill -9 of a worker / of PostgreSQL', `${kills} / ${outages}`],
      ['answers that were slow, reset, a redirect, 429 or 503', misdeeds],
      ['messages that arrived / of them more than once, with the same id', `${arrivals.size} / ${repeated}`],
      ['tries', messages.reduce((sum, { attempts }) => sum + attempts, 0)],
      ['from the first booking to the last message', `${seconds.toFixed(0)} s`],
    ];
    const flaws = [
      ...messages.flatMap(({ event, id, status }) => {
        if (id === null) return [`event ${event} has no message`];
        if (status !== 'done') return [`the message of event ${event} is ${status ?? ''}`];
        return arrivals.has(id) ? [] : [`the message of event ${event} is done, and never arrived`];
      }),
      ...(messages.length === this.options.events ? [] : [`${messages.length} events, not ${this.options.events}`]),
      ...others
        .filter(({ id }) => id === null)
        .map(({ event }) => `event ${event} has no message for the slow endpoint`),
      ...(repeated > explained ? [`${repeated} messages were repeated, and only ${explained} can be explained`] : []),
      ...codes.filter((code) => code !== 0).map((code) => `a worker ended with ${code} after SIGTERM`),
      ...this.workers.flatMap((worker) => worker.defects()),
    ];
    return { figures, flaws };
  }
}

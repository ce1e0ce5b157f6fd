import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../seeds/dice.js';
import { until } from '../support/until.js';
import { effectsIn } from './effects-in.js';
import { MailSink } from './mail-sink.js';
import type { Figure, Findings } from './proof.js';
import { Stage, told } from './stage.js';
import { WorkerProcess } from './worker-process.js';

interface EffectOptions {
  readonly seed: string;
  readonly events: number;
  /** kill -9 of a worker. */
  readonly kills: number;
  /** Kills of all of PostgreSQL. */
  readonly outages: number;
}

const WORKERS = 2;
/** Deliveries that one process makes at once, and so the most that a kill repeats. */
const AT_ONCE = 2;
/** The longest time between two faults. */
const CALM_MS = 500;
/** Longer than the limits of nodemailer, so that what hangs is given up. */
const DEAD_MS = 12_000;
const PATIENCE_MS = 600_000;
/** Refusals for now repeat: a mail that is refused ten times in a row is not to be expected. */
const ROUNDS = 10;

/** Each is one transaction, and so one deed. */
const BOOK = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $2 || ' client', true))
  INSERT INTO bookings (coach_id, client_id, scheduled_at, ends_at)
  SELECT $1::integer, $2::integer, $3, $3::timestamptz + interval '30 minutes' FROM actor RETURNING id`;

/** What is due now, and all that is to be told within a day. */
const WAITING = `
  WITH waiting AS (
    SELECT -1 AS id, now() AS due_at FROM events WHERE due_at IS NOT NULL
     UNION ALL
    SELECT id, due_at FROM deliveries WHERE status = 'waiting' AND key LIKE 'deed %'
  )
  SELECT count(*) FILTER (WHERE due_at <= now())::integer AS due, count(*)::integer AS all FROM waiting`;

/** When no worker lives: as if the leases of the dead and the pauses had passed. */
const PASS_TIME = `UPDATE deliveries SET due_at = now() WHERE status = 'waiting' AND key LIKE 'deed %'`;

const REMINDERS = `SELECT id::float8 AS id FROM deliveries WHERE message = 'booking.reminder' AND status = 'done' AND detail IS NULL`;

/**
 * Bookings come in while workers turn them into notifications and mails, and everything dies now and then: workers, PostgreSQL, and
 * the line to the mail server. At the end each effect must be recorded exactly once.
 */
export async function proveEffects(options: EffectOptions): Promise<Findings> {
  const sink = await MailSink.start(new Dice(`${options.seed}/mail`), 0.02);
  const settings = { SMTP_URL: sink.url, MAIL_FROM: 'vibe@example.com', PUBLIC_URL: 'https://api.example.com' };
  try {
    return await Stage.use(0, (stage) => new Effects(stage, sink, options).prove(), [told(settings)]);
  } finally {
    await sink.stop();
  }
}

class Effects {
  private readonly dice: Dice;
  private readonly workers: readonly WorkerProcess[];
  private booked = 0;

  constructor(
    private readonly stage: Stage,
    private readonly sink: MailSink,
    private readonly options: EffectOptions,
  ) {
    this.dice = new Dice(options.seed);
    this.workers = Array.from({ length: WORKERS }, () => new WorkerProcess(stage.environment));
  }

  async prove(): Promise<Findings> {
    try {
      await Promise.all(this.workers.map((worker) => worker.start()));
      const begun = performance.now();
      await Promise.all([this.book(), this.strike()]);
      await this.settle();
      const seconds = (performance.now() - begun) / 1_000;
      const reminders = await this.remind();
      const codes = await this.endGently();
      return await this.judge({ seconds, reminders, codes });
    } finally {
      await Promise.all(this.workers.map((worker) => worker.end('SIGKILL')));
    }
  }

  /** Each booking is one transaction, and so one deed. One that PostgreSQL's death rolled back is made again. */
  private async book(): Promise<void> {
    const { people, postgres } = this.stage;
    const [coaches, clients] = [await people.recruitAll('coach', 5), await people.recruitAll('client', 20)];
    const start = Date.now() + 10 * 86_400_000;
    const pause = Math.max(1, (this.options.kills * CALM_MS) / this.options.events);
    while (this.booked < this.options.events) {
      const number = this.booked;
      const at = new Date(start + number * 3_600_000);
      const values = [coaches[number % 5]?.id, clients[number % 20]?.id, at];
      const isBooked = await postgres.sql(BOOK, values).then(
        () => true,
        () => false,
      );
      if (isBooked) this.booked++;
      await sleep(isBooked ? pause : 100);
    }
  }

  private async strike(): Promise<void> {
    const { kills, outages } = this.options;
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(this.dice.between(0, CALM_MS));
      const worker = this.dice.pick(this.workers);
      await worker.end('SIGKILL');
      this.sink.cut();
      if (kill % Math.ceil(kills / outages) === 0) {
        this.stage.postgres.kill();
        await this.stage.postgres.restart();
      }
      await worker.start();
    }
    this.sink.goDead(true);
    await sleep(DEAD_MS);
    this.sink.goDead(false);
  }

  /** Until nothing waits any more. The pauses of failed deliveries, and the leases of the dead, are shortened while no worker lives. */
  private async settle(): Promise<void> {
    const { sql } = this.stage.postgres;
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(this.workers.map((worker) => worker.end('SIGTERM')));
      await sql(PASS_TIME);
      await Promise.all(this.workers.map((worker) => worker.start()));
      await until('what is due is done', async () => (await this.waiting()).due === 0, PATIENCE_MS);
      if ((await this.waiting()).all === 0) return;
    }
  }

  private async waiting(): Promise<{ due: number; all: number }> {
    const [row] = await this.stage.postgres.sql<{ due: number; all: number }>(WAITING);
    return row ?? { due: 0, all: 0 };
  }

  /** Two workers, and the moment of a reminder: exactly one mail. */
  private async remind(): Promise<number> {
    const { people, postgres } = this.stage;
    const [coach, client] = [await people.recruit('coach'), await people.recruit('client')];
    const start = new Date(Date.now() + 2 * 3_600_000 + 3_000);
    const [booking] = await postgres.sql<{ id: number }>(BOOK, [coach.id, client.id, start]);
    await postgres.sql(`UPDATE bookings SET status = 'confirmed', updated_at = now() WHERE id = $1`, [booking?.id]);
    await sleep(8_000);
    const reminders = await postgres.sql<{ id: number }>(REMINDERS);
    return reminders.reduce((sum, { id }) => sum + this.arrivalsOf(id), 0);
  }

  private arrivalsOf(delivery: number): number {
    return [...this.sink.arrivals]
      .filter(([id]) => id.startsWith(`${delivery}@`))
      .reduce((sum, [, times]) => sum + times, 0);
  }

  /** SIGTERM while mails are on their way: they arrive, and are recorded. */
  private async endGently(): Promise<(number | string)[]> {
    const { people, postgres } = this.stage;
    const [coach, client] = [await people.recruit('coach'), await people.recruit('client')];
    const start = Date.now() + 30 * 86_400_000;
    for (let hour = 0; hour < 20; hour++) {
      await postgres.sql(BOOK, [coach.id, client.id, new Date(start + hour * 3_600_000)]);
    }
    this.booked += 21;
    await until('mails are on their way', async () => (await this.waiting()).all > 0);
    const codes = await Promise.all(this.workers.map((worker) => worker.end('SIGTERM')));
    await this.settle();
    return codes;
  }

  private async judge({
    seconds,
    reminders,
    codes,
  }: {
    seconds: number;
    reminders: number;
    codes: (number | string)[];
  }) {
    const { sql } = this.stage.postgres;
    const { kills } = this.options;
    const { recorded, missing, more, twice, deliveries } = await effectsIn(sql);
    const undone = deliveries.filter(({ status }) => status !== 'done');
    const arrived = new Set([...this.sink.arrivals.keys()].map((id) => Number(id.split('@')[0])));
    const lost = deliveries.filter(
      ({ id, status, detail }) => status === 'done' && detail === null && !arrived.has(id),
    );
    const explained = kills * AT_ONCE + this.sink.cuts;
    const figures: Figure[] = [
      ['seed', this.options.seed],
      ['bookings, each one event at least', this.booked],
      [
        'kill -9 of a worker / of PostgreSQL / connections to the mail server cut',
        `${kills} / ${this.options.outages} / ${this.sink.cuts}`,
      ],
      ['mails refused for now', this.sink.refusals],
      ['effects recorded', recorded],
      ['missing / recorded that should not be', `${missing.length} / ${more.length}`],
      ['effects recorded twice', twice],
      [
        'mails that arrived / of them more than once, with the same Message-ID',
        `${arrived.size} / ${this.sink.repeated}`,
      ],
      ['mails of one reminder, two workers', reminders],
      ['exit codes after SIGTERM in the middle of mails', codes.join(', ')],
      ['from the first booking to the last mail', `${seconds.toFixed(0)} s`],
    ];
    const flaws = [
      ...missing.map((effect) => `${effect} is missing`),
      ...more.map((effect) => `${effect} should not be`),
      ...(twice === 0 ? [] : [`${twice} effects are recorded twice`]),
      ...undone.map(({ id, status, detail }) => `delivery ${id} is ${status}: ${detail ?? ''}`),
      ...lost.map(({ id }) => `delivery ${id} is done, and its mail never arrived`),
      ...(this.sink.repeated > explained
        ? [`${this.sink.repeated} mails were repeated, and only ${explained} can be explained`]
        : []),
      ...(reminders === 1 ? [] : [`one reminder was mailed ${reminders} times`]),
      ...codes.filter((code) => code !== 0).map((code) => `a worker ended with ${code} after SIGTERM`),
      ...this.workers.flatMap((worker) => worker.defects()),
    ];
    return { figures, flaws };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { Dice } from '../../seeds/dice.js';
import { type Answer, Caller } from '../support/caller.js';
import { FakeStripe } from '../support/stripe.js';
import { until } from '../support/until.js';
import { auditPayments } from './payment-audit.js';
import { POINTS } from './payment-points.js';
import type { Person } from './people.js';
import type { Figure, Findings } from './proof.js';
import { Stage } from './stage.js';

interface PaymentOptions {
  readonly seed: string;
  /** kill -9 of the server and the worker in it. */
  readonly kills: number;
}

const COACHES = 4;
const CLIENTS = 8;
const PRICE = { amount_minor: 4_501, currency: 'EUR' };
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 60_000;
const STUCK_MS = 20_000;

/** A year ahead: a hundred kills take more times than two months have. */
const SELL = `
  WITH free AS (UPDATE schedules SET client_limit = NULL, daily_limit = NULL, window_days = 365, auto_confirm = false)
  UPDATE session_types SET payment = 'to_book', price_minor = ${PRICE.amount_minor}, currency = '${PRICE.currency}'`;

/** As if their time to pay were over. */
const HURRY = `UPDATE bookings SET pay_until = now() WHERE pay_until > now() AND random() < 0.1`;
/** As if the pauses, and the leases of the dead, were over. */
const PASS_TIME = `UPDATE refunds SET due_at = now() WHERE status = 'pending'`;
const WAITING = `
  SELECT (SELECT count(*) FROM refunds WHERE status = 'pending')::integer
       + (SELECT count(*) FROM bookings WHERE pay_until <= now())::integer AS waiting`;
const STUCK = `SELECT count(*)::integer AS stuck FROM pg_locks WHERE NOT granted`;

/** Sessions and packs are bought, cancelled and returned at Stripe, while the server is killed between all steps. */
export async function provePayments(options: PaymentOptions): Promise<Findings> {
  const stripe = await FakeStripe.start();
  const environment = { ...stripe.environment, NODE_ENV: 'test', APP_URL: 'https://app.example.com' };
  try {
    const settings = () => Promise.resolve({ environment, stop: () => Promise.resolve() });
    return await Stage.use(1, (stage) => new Paying(stage, stripe, options).prove(), [settings]);
  } finally {
    await stripe.stop();
  }
}

class Paying {
  private readonly dice: Dice;
  private readonly mail: string[] = [];
  private coaches: readonly Person[] = [];
  private packs: readonly number[] = [];
  private isOver = false;
  private started = 0;
  /** Times that are free again. */
  private readonly free: number[] = [];
  private sent = 0;
  private told = 0;
  private toldRefunds = 0;
  private readonly wrong = new Set<string>();

  constructor(
    private readonly stage: Stage,
    private readonly stripe: FakeStripe,
    private readonly options: PaymentOptions,
  ) {
    this.dice = new Dice(options.seed);
  }

  async prove(): Promise<Findings> {
    const { people, postgres } = this.stage;
    const clients = await people.recruitAll('client', CLIENTS);
    this.coaches = await people.recruitAll('coach', COACHES);
    await postgres.sql(SELL);
    this.packs = await Promise.all(this.coaches.map((coach) => this.offerPack(coach)));
    const day = new Date().toISOString().slice(0, 10);
    const load = [...clients.map((client) => this.act(client)), this.hurry(), this.tell(), this.tell()];
    try {
      // Few kills reach all points over several seeds.
      const first = Math.floor(this.dice.fraction() * POINTS.length);
      for (let kill = 0; kill < this.options.kills; kill++) {
        await this.strike(POINTS[(first + kill) % POINTS.length]!);
      }
    } finally {
      this.isOver = true;
      this.stripe.hold(null);
      await Promise.all(load);
    }
    await this.settle();
    return this.judge(day);
  }

  private async offerPack(coach: Person): Promise<number> {
    const answer = await this.send(coach, 'POST', '/coach/packs', { name: 'Three', sessions: 3, price: PRICE });
    return answer?.body.id as number;
  }

  /** Waits until somebody is stuck at the point, and kills them there. */
  private async strike({ name, lock, holds }: (typeof POINTS)[number]): Promise<void> {
    const { postgres, instances } = this.stage;
    const [server] = instances;
    this.stripe.hold(holds);
    if (holds !== null) await until(`${name}: Stripe holds an answer`, () => this.stripe.held > 0, STUCK_MS);
    const unlock = lock === null ? null : await postgres.locked(lock);
    try {
      if (lock !== null && holds !== null) this.stripe.letGo();
      const isStuck = async () => (await postgres.sql<{ stuck: number }>(STUCK))[0]!.stuck > 1;
      if (lock !== null) await until(`${name}: something waits`, isStuck, STUCK_MS);
      await sleep(this.dice.between(0, 100));
      await server!.end('SIGKILL');
    } finally {
      // Else what waits for the table would wait for good, and the failure would not be told.
      await unlock?.();
    }
    this.stripe.hold(null);
    await postgres.sql(PASS_TIME);
    await server!.restart();
  }

  private async act(client: Person): Promise<void> {
    while (!this.isOver) {
      if (this.dice.chance(0.2)) await this.buy(client);
      else await this.book(client);
      await sleep(this.dice.between(0, 100));
    }
  }

  private async buy(client: Person): Promise<void> {
    this.pay(await this.send(client, 'POST', `/packs/${this.dice.pick(this.packs)}/purchase`));
  }

  /** By card, unless the client has a credit. */
  private async book(client: Person): Promise<void> {
    const number = this.free.pop() ?? this.started++;
    const coach = this.coaches[number % COACHES]!;
    const start = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + (72 + 2 * Math.floor(number / COACHES)) * HOUR_MS;
    const wish = { coach_id: coach.id, scheduled_at: new Date(start).toISOString() };
    const booked = await this.send(client, 'POST', '/bookings/book', wish);
    if (booked === undefined) this.free.push(number);
    if (booked?.status !== 201) return;
    const path = `/bookings/bookings/${booked.body.id as number}`;
    if (booked.body.payment.method === 'card') this.pay(await this.send(client, 'POST', `${path}/checkout`));
    await sleep(this.dice.between(0, 150));
    if (!this.dice.chance(0.7)) return;
    const cancelled = await this.send(this.dice.pick([client, coach]), 'PUT', path, { status: 'cancelled' });
    if (cancelled?.status === 200) this.free.push(number);
  }

  /** Now, late, or never. */
  private pay(answer: Answer | undefined): void {
    const session = (answer?.body.checkout_url as string | undefined)?.split('/').at(-1);
    if (session === undefined || this.dice.chance(0.1)) return;
    const paid = () => this.mail.push(this.event('checkout.session.completed', this.stripe.pay(session)));
    if (this.dice.chance(0.8)) paid();
    else setTimeout(paid, this.dice.between(0, 300)).unref();
  }

  private event(type: string, object: object): string {
    return JSON.stringify({ id: `evt_${++this.sent}`, object: 'event', type, data: { object } });
  }

  private async hurry(): Promise<void> {
    while (!this.isOver) {
      await this.stage.postgres.sql(HURRY);
      await sleep(100);
    }
  }

  private async tell(): Promise<void> {
    while (!this.isOver) await this.tellOne();
  }

  /** In any order, some of it twice, and again until the answer is 2xx. */
  private async tellOne(): Promise<void> {
    this.noteRefunds();
    const [event] = this.mail.splice(Math.floor(this.dice.fraction() * this.mail.length), 1);
    if (event === undefined) {
      await sleep(20);
      return;
    }
    const secret = this.stripe.webhookSecret;
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: event, secret });
    const caller = new Caller(this.stage.origins[0]!);
    const answer = await caller
      .send('POST', '/payments/webhooks/stripe', event, {
        'stripe-signature': signature,
        'content-type': 'application/json',
      })
      .catch(() => undefined);
    if (answer?.status === 204) this.told++;
    if (answer?.status !== 204 || this.dice.chance(0.2)) this.mail.push(event);
    if (answer === undefined) await sleep(50);
  }

  private noteRefunds(): void {
    const fresh = this.stripe.refunds.length - this.toldRefunds;
    for (const refund of this.stripe.refunds.slice(0, fresh)) this.mail.push(this.event('refund.updated', refund));
    this.toldRefunds += fresh;
  }

  /** Until nothing waits any more. */
  private async settle(): Promise<void> {
    const { sql } = this.stage.postgres;
    const isQuiet = async () => {
      await sql(PASS_TIME);
      while (this.mail.length > 0) await this.tellOne();
      this.noteRefunds();
      const [row] = await sql<{ waiting: number }>(WAITING);
      return row?.waiting === 0 && this.mail.length === 0;
    };
    await sleep(300);
    await until('nothing waits', isQuiet, PATIENCE_MS);
  }

  /** Undefined when the server died. */
  private async send(person: Person, method: string, path: string, body?: object): Promise<Answer | undefined> {
    const answer = await new Caller(this.stage.origins[0]!, person.token)
      .send(method, path, body)
      .catch(() => undefined);
    const status = answer?.status ?? 0;
    if (status >= 500 && status !== 503) this.wrong.add(`${method} ${path}: ${status}`);
    if (answer === undefined) await sleep(50);
    return answer;
  }

  private async judge(day: string): Promise<Findings> {
    const environment = { ...this.stage.environment, DATABASE_URL: this.stage.postgres.url };
    const { counts, flaws } = await auditPayments(this.stage.postgres.sql, this.stripe, environment, day);
    const figures: Figure[] = [
      ['seed', this.options.seed],
      ['kill -9 between two steps', this.options.kills],
      ['messages of the provider that were heard', this.told],
      ...counts,
    ];
    return { figures, flaws: [...flaws, ...this.wrong, ...this.stage.defects()] };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../seeds/dice.js';
import { Caller, type Answer } from '../support/caller.js';
import { until } from '../support/until.js';
import type { Person } from './people.js';
import type { Findings } from './proof.js';
import { Stage } from './stage.js';
import { auditWaitlists } from './waitlist-audit.js';

interface WaitlistOptions {
  readonly seed: string;
  /** kill -9 of an instance: of the server, and of the worker in it. */
  readonly kills: number;
}

const COACHES = 3;
const CLIENTS = 10;
/** The longest time from the return of an instance to the next kill. */
const LIFE_MS = 600;
const DAY_MS = 86_400_000;

const FEW_SLOTS = `UPDATE users SET total_slots = 2 WHERE role = 'coach'`;
/** Nobody is passed over: whoever waits can take a slot. */
const NO_LIMITS = `UPDATE schedules SET client_limit = NULL`;
/** As if their time were over: offers last for two hours. */
const HURRY = `UPDATE bookings SET held_until = now() + random() * interval '300 ms' WHERE kind = 'offer' AND random() < 0.1`;
const DUE = `
  SELECT EXISTS (SELECT FROM waitlist_freed) OR EXISTS (SELECT FROM bookings WHERE kind = 'offer' AND held_until <= now()) AS "isDue"`;

/**
 * Clients wait, accept, decline, book and cancel at two instances, which are killed at random moments. An offer must neither be lost nor
 * given twice, and no slot may be free while somebody waits for it.
 */
export function proveWaitlists(options: WaitlistOptions): Promise<Findings> {
  return Stage.use(2, (stage) => new Waiting(stage, options).prove());
}

class Waiting {
  private readonly dice: Dice;
  private isOver = false;
  private answers = 0;
  private readonly wrong = new Set<string>();
  private coaches: readonly Person[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly options: WaitlistOptions,
  ) {
    this.dice = new Dice(options.seed);
  }

  async prove(): Promise<Findings> {
    const { people, postgres } = this.stage;
    const clients = await people.recruitAll('client', CLIENTS);
    this.coaches = await people.recruitAll('coach', COACHES);
    await postgres.sql(FEW_SLOTS);
    await postgres.sql(NO_LIMITS);
    const load = [...clients.map((client) => this.act(client)), this.hurry()];
    try {
      await this.strike();
    } finally {
      this.isOver = true;
      await Promise.all(load);
    }
    await until(
      'nothing is due',
      async () => (await postgres.sql<{ isDue: boolean }>(DUE))[0]?.isDue === false,
      30_000,
    );
    return this.judge();
  }

  private async strike(): Promise<void> {
    for (let kill = 0; kill < this.options.kills; kill++) {
      await sleep(this.dice.between(0, LIFE_MS));
      const instance = this.dice.pick(this.stage.instances);
      await instance.end('SIGKILL');
      await instance.restart();
    }
    await sleep(LIFE_MS);
  }

  private async hurry(): Promise<void> {
    while (!this.isOver) {
      await this.stage.postgres.sql(HURRY);
      await sleep(50);
    }
  }

  private async act(client: Person): Promise<void> {
    while (!this.isOver) {
      await this.deed(client);
      await sleep(this.dice.between(0, 100));
    }
  }

  private async deed(client: Person): Promise<void> {
    const coach_id = this.dice.pick(this.coaches).id;
    const chance = this.dice.fraction();
    if (chance < 0.35) await this.send(client, 'POST', '/bookings/waitlist', { coach_id });
    else if (chance < 0.45) await this.send(client, 'POST', '/bookings/waitlist', { coach_id, ...this.days() });
    else if (chance < 0.6) await this.cancel(client);
    else if (chance < 0.75)
      await this.send(client, 'POST', '/bookings/book', { coach_id, slot_number: this.dice.pick([1, 2]) });
    else await this.answerOffers(client);
  }

  private days() {
    const [from, to] = [1, 20].map((days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10));
    return { from, to };
  }

  private async cancel(client: Person): Promise<void> {
    const listed = await this.send(client, 'GET', '/bookings/my-bookings?status=pending&limit=1');
    const [booking] = (listed?.status === 200 ? listed.body : []) as { id: number }[];
    if (booking) await this.send(client, 'PUT', `/bookings/bookings/${booking.id}`, { status: 'cancelled' });
  }

  private async answerOffers(client: Person): Promise<void> {
    const listed = await this.send(client, 'GET', '/bookings/waitlist?status=offered');
    for (const { id } of (listed?.status === 200 ? listed.body : []) as { id: number }[]) {
      await this.send(client, 'POST', `/bookings/waitlist/${id}/${this.dice.chance(0.6) ? 'accept' : 'decline'}`);
    }
  }

  /** Undefined when the instance died. */
  private async send(client: Person, method: string, path: string, body?: object): Promise<Answer | undefined> {
    const caller = new Caller(this.dice.pick(this.stage.origins), client.token);
    const answer = await caller.send(method, path, body).catch(() => undefined);
    if (answer) this.answers++;
    if (answer && answer.status >= 500 && answer.status !== 503) this.wrong.add(`${method} ${path}: ${answer.status}`);
    return answer;
  }

  private async judge(): Promise<Findings> {
    const { counts, flaws } = await auditWaitlists(this.stage.postgres.sql);
    const count = (type: string) => counts.get(`waitlist.${type}`) ?? 0;
    return {
      figures: [
        ['seed', this.options.seed],
        ['kill -9 of an instance and the worker in it', this.options.kills],
        ['answers', this.answers],
        ['clients joined / offers', `${count('joined')} / ${count('offered')}`],
        [
          'offers accepted / declined, or left / lapsed / taken back',
          ['booked', 'left', 'lapsed', 'returned'].map(count).join(' / '),
        ],
        ['flaws of entries and offers', flaws.length],
      ],
      flaws: [...flaws, ...this.wrong, ...this.stage.defects()],
    };
  }
}

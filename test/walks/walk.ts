import { Dice } from '../../seeds/dice.js';
import type { FuzzOracle } from '../prove/fuzz-oracle.js';
import type { RawAnswer, Wire } from '../prove/wire.js';
import type { Person, TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PRICE = { price_minor: 4_501, currency: 'EUR' };
const PAYMENTS = ['free', 'to_book', 'at_session', 'credits_only'] as const;

/** What all walks share. */
export interface Stage {
  readonly app: TestApp;
  readonly admin: Person;
  readonly wire: Wire;
  readonly oracle: FuzzOracle;
}

/** A row of anything that belongs to a coach, and mostly to a client. */
export interface Row {
  readonly id: number;
  readonly coach_id: number;
  readonly client_id: number;
  readonly series_id: number;
  readonly url: string;
}

/** The session types of a coach: one for each way to pay. */
interface Types {
  readonly single: readonly number[];
  readonly group: readonly number[];
}

/** Two coaches, three clients, an admin, and what they do to each other. Each answer must be one that the OpenAPI document has. */
export class Walk {
  /** What was done, for whoever reads a failure. */
  readonly trail: string[] = [];

  private constructor(
    private readonly stage: Stage,
    readonly dice: Dice,
    readonly coaches: readonly Person[],
    readonly clients: readonly Person[],
    private readonly types: ReadonlyMap<number, Types>,
    private at: number,
  ) {}

  static async begin(stage: Stage, seed: string, now: Date): Promise<Walk> {
    const { app } = stage;
    const dice = new Dice(seed);
    app.setTime(now);
    const coaches = await Promise.all([app.coach(), app.coach()]);
    const clients = await app.clients(3);
    const types = new Map<number, Types>();
    for (const coach of coaches) types.set(coach.id, await opensUp(app, coach, dice));
    return new Walk(stage, dice, coaches, clients, types, now.getTime());
  }

  get app(): TestApp {
    return this.stage.app;
  }

  get admin(): Person {
    return this.stage.admin;
  }

  get now(): Date {
    return new Date(this.at);
  }

  pass(minutes: number): void {
    this.at += minutes * MINUTE_MS;
    this.app.setTime(this.now);
  }

  note(what: string): void {
    this.trail.push(`${this.now.toISOString().slice(5, 16)} ${what}`);
  }

  /** One of the rows of these coaches, if there is any. */
  async one(table: string, condition = 'true'): Promise<Row | undefined> {
    const rows = await this.app.sql<Row>(
      ['SELECT * FROM', table, 'WHERE coach_id = ANY ($1) AND', condition, 'ORDER BY id'].join(' '),
      [this.coaches.map(({ id }) => id)],
    );
    return rows.length > 0 ? this.dice.pick(rows) : undefined;
  }

  coach(): Person {
    return this.dice.pick(this.coaches);
  }

  client(): Person {
    return this.dice.pick(this.clients);
  }

  coachOf({ coach_id: id }: Row): Person {
    return this.coaches.find((coach) => coach.id === id)!;
  }

  /** Undefined for a group session, and for who is deleted. */
  clientOf({ client_id: id }: Row): Person | undefined {
    return this.clients.find((client) => client.id === id);
  }

  /** Somebody who has a say in it; mostly its client. */
  partyTo(row: Row): Person | undefined {
    return this.dice.pick([this.clientOf(row), this.clientOf(row), this.coachOf(row), this.admin]);
  }

  typeOf(coach: Person, kind: keyof Types): number {
    return this.dice.pick(this.types.get(coach.id)![kind]);
  }

  /** A full hour; mostly one of the next eight, so that sessions meet. */
  time(): string {
    const hours = Math.floor(this.dice.between(1, this.dice.chance(0.7) ? 9 : 80));
    return new Date(Math.ceil(this.at / HOUR_MS) * HOUR_MS + hours * HOUR_MS).toISOString();
  }

  day(ahead: number): string {
    return new Date(this.at + ahead * 24 * HOUR_MS).toISOString().slice(0, 10);
  }

  /** `operation` as the document names it, without the version: `POST /bookings/bookings/{id}/move`. `ids` go into its braces in turn. */
  async ask(
    who: Person | undefined,
    operation: string,
    { ids = [], body }: { readonly ids?: readonly number[]; readonly body?: object } = {},
  ): Promise<RawAnswer | undefined> {
    if (!who) return undefined;
    const [method = '', pattern = ''] = operation.split(' ');
    const left = [...ids];
    const path = pattern.replaceAll(/\{\w+\}/g, () => String(left.shift()));
    const text = body && JSON.stringify(body);
    const type = text === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await this.stage.wire.send({
      ...{ method, path: `/api/v1${path}`, body: text, headers: { authorization: `Bearer ${who.token}`, ...type } },
    });
    const [, code = ''] = /"code":"([\w-]+)"/.exec(answer.status < 400 ? '' : answer.text) ?? [];
    this.note(`${who.name} ${method} ${path} ${text ?? ''}: ${answer.status} ${code}`);
    const [route = ''] = pattern.split('?');
    const asked = { operation: `${method} /api/v1${route}`, method, caller: 'client' } as const;
    const fault = this.stage.oracle.faultOf(asked, answer);
    if (fault !== null) throw new Error(`${fault}: ${answer.text.slice(0, 500)}`);
    return answer;
  }
}

/** Hours around the clock, a type for each way to pay, alone and in groups, two slots, and a pack. */
async function opensUp(app: TestApp, coach: Person, dice: Dice): Promise<Types> {
  await opened(app, coach, {
    time_zone: dice.pick(['UTC', 'Europe/Berlin', 'America/New_York']),
    auto_confirm: dice.chance(0.5),
    move_notice_minutes: 0,
    cancel_notice_minutes: dice.pick([0, 720, 1_440]),
    ...(dice.chance(0.5) && { client_limit: 6 }),
    ...(dice.chance(0.5) && { daily_limit: 4 }),
  });
  const typesFor = async (capacity: number) => {
    const rows = await app.sql<{ id: number }>(
      `INSERT INTO session_types (coach_id, name, minutes, payment, price_minor, currency, capacity, buffer_before_minutes, buffer_after_minutes)
       SELECT $1, kind, 60, kind, CASE kind WHEN 'free' THEN NULL ELSE $2::integer END, CASE kind WHEN 'free' THEN NULL ELSE $3 END, $4, $5, $6
         FROM unnest($7::text[]) AS kinds (kind) RETURNING id`,
      [coach.id, PRICE.price_minor, PRICE.currency, capacity, dice.pick([0, 15]), dice.pick([0, 15]), PAYMENTS],
    );
    return rows.map(({ id }) => id);
  };
  await coach.put('/coach/slots', { total_slots: 2 });
  await coach.put('/coach/policy', { late_cancellation_percent: 50, no_show_percent: 100 });
  const price = { amount_minor: 9_001, currency: 'EUR' };
  await coach.post('/coach/packs', { name: 'Pack', sessions: 3, valid_days: 10, price });
  return { single: await typesFor(1), group: await typesFor(2) };
}

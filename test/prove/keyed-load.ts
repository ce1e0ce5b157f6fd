import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../../seeds/dice.js';
import type { Sql } from '../support/books.js';
import { type Answer, ask, PATIENCE_MS, type Question } from './asking.js';
import type { BookingBody } from './history.js';
import type { People, Person } from './people.js';

const RETRY_MS = 50;
/** The share of requests whose client hangs up, within the time of a usual answer. */
const HANG_UPS = 0.2;
const HANG_UP_MS = 50;

/** A booking with one Idempotency-Key, and the final answer to its client. */
interface KeyedBooking {
  readonly key: string;
  /** The number of requests with this key. */
  readonly tries: number;
  readonly replayed: boolean;
  readonly status: number;
  readonly body: unknown;
}

/** Clients who book with an Idempotency-Key and repeat the request until it is answered. */
export class KeyedLoad {
  readonly bookings: KeyedBooking[] = [];
  private stopped = false;
  private work: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly origins: readonly string[],
    private readonly coach: Person,
    private readonly clients: readonly Person[],
    private readonly dice: Dice,
  ) {}

  /** One client for each slot of a new coach: no other client competes with them. */
  static async among(people: People, origins: readonly string[], dice: Dice): Promise<KeyedLoad> {
    return new KeyedLoad(origins, await people.recruit('coach'), await people.recruitAll('client', 10), dice);
  }

  start(): void {
    this.work = Promise.all(this.clients.map((client, index) => this.worker(client, index + 1)));
    // A caller of `stop` gets the error. Until then it must not end the process.
    this.work.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  /** Keys without exactly the one booking that was acknowledged. */
  async flaws(sql: Sql): Promise<string[]> {
    const rows = await sql<{ id: number; notes: string }>(`SELECT id, notes FROM bookings WHERE notes LIKE 'key %'`);
    const idsOf = new Map<string, number[]>();
    for (const { id, notes } of rows) idsOf.set(notes, [...(idsOf.get(notes) ?? []), id]);
    return this.bookings.flatMap(({ key, status, body, tries }) => {
      const stored = idsOf.get(`key ${key}`)?.join() ?? 'none';
      const told = status === 201 ? String((body as BookingBody).id) : `${status} ${JSON.stringify(body)}`;
      return stored === told ? [] : [`key ${key}, sent ${tries} times: told ${told}, stored ${stored}`];
    });
  }

  private async worker(client: Person, slot_number: number): Promise<void> {
    while (!this.stopped) {
      const booking = await this.book(client, slot_number);
      this.bookings.push(booking);
      if (booking.status !== 201) return;
      await this.cancel(client, (booking.body as BookingBody).id);
    }
  }

  private async book(client: Person, slot_number: number): Promise<KeyedBooking> {
    const key = randomUUID();
    const body = { coach_id: this.coach.id, slot_number, notes: `key ${key}` };
    const headers = { 'idempotency-key': `"${key}"` };
    const question = { method: 'POST', path: '/bookings/book', body, headers } as const;
    const [answer, tries] = await this.insist(client, question);
    const replayed = answer.headers.get('idempotency-replayed') === 'true';
    return { key, tries, replayed, status: answer.status, body: answer.body };
  }

  private async cancel(client: Person, id: number): Promise<void> {
    const question = { method: 'PUT', path: `/bookings/bookings/${id}`, body: { status: 'cancelled' } } as const;
    const [{ status }] = await this.insist(client, question);
    if (status !== 200) throw new Error(`Booking ${id} could not be cancelled: ${status}.`);
  }

  /** Sends the request to any instance, again and again, until the answer is final. */
  private async insist(client: Person, question: Question): Promise<[Answer, tries: number]> {
    for (let tries = 1; ; tries++) {
      const patience = this.dice.chance(HANG_UPS) ? Math.ceil(this.dice.between(0, HANG_UP_MS)) : PATIENCE_MS;
      const reply = await ask(this.dice.pick(this.origins), client.token, question, patience);
      if (typeof reply === 'object' && !isPassing(reply)) return [reply, tries];
      await sleep(RETRY_MS);
    }
  }
}

function isPassing({ status, body }: Answer): boolean {
  return status === 503 || status === 429 || (body as { code?: string } | null)?.code === 'idempotency-key-in-flight';
}

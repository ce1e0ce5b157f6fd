import { AccessTokensService } from '../../src/auth/access/access-tokens.service.js';
import { WaitlistPassingService } from '../../src/waitlist/waitlist-passing.service.js';
import type { Person, TestApp } from '../support/app.js';
import type { Answer, Caller } from '../support/caller.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { opened } from '../support/schedules.js';
import { LIMIT, QueueModel } from './queue-model.js';
import { CLIENTS, COUNTS, type Step } from './steps.js';

/** A Saturday, and the Monday on which the coach works. */
export const START = new Date('2027-03-20T00:00:00Z');
const MONDAY = '2027-04-05';
const SEAT_AT = '2027-04-06T10:00:00.000Z';
const timeAt = (number: number) => `${MONDAY}T${String(9 + number).padStart(2, '0')}:00:00.000Z`;

/** A coach, clients and the model of both, which take the same steps. */
export class QueueWorld {
  readonly model = new QueueModel(COUNTS);
  private now = 0;
  private readonly sessions: Map<Person, string>;
  private readonly bookings = new Map<object, number>();
  private readonly elsewhere = new Map<number, number>();

  private constructor(
    private readonly app: TestApp,
    private readonly admin: Person,
    private readonly coaches: { readonly own: Person; readonly other: Person },
    private readonly clients: Person[],
    private readonly session: number,
  ) {
    this.sessions = new Map([admin, ...clients].map((person) => [person, person.sessionId]));
  }

  static async make(app: TestApp, admin: Person): Promise<QueueWorld> {
    app.setTime(START);
    const [coach, other, clients] = await Promise.all([app.coach(), app.coach(), app.clients(CLIENTS)]);
    const hours = { weekly_hours: [600, (10 + COUNTS.time) * 60], grid_minutes: 60, client_limit: LIMIT };
    await opened(app, coach, { ...hours, window_days: 17 });
    // Only the Monday lies ahead: all others are days off.
    await app.sql(`INSERT INTO schedule_dates (coach_id, date, hours) SELECT $1, unnest($2::date[]), '{}'`, [
      coach.id,
      ['2027-03-22', '2027-03-29'],
    ]);
    await opened(app, other);
    await coach.put('/coach/slots', { total_slots: COUNTS.slot });
    const session = await groupSession(coach, await groupType(app, coach, { capacity: COUNTS.seat }), SEAT_AT);
    return new QueueWorld(app, admin, { own: coach, other }, clients, session);
  }

  /** Does one step, and compares what became of it with the model. */
  async take({ minutes, ...step }: Step): Promise<void> {
    const isPossible = step.deed === 'coach' || step.deed === 'client' || !this.model.idle.has(step.client);
    if (isPossible) await this.act(step);
    await this.expectAgreement(`after ${JSON.stringify(step)}`);
    this.now += minutes;
    const instant = this.instant();
    this.app.setTime(instant);
    this.model.pass(this.now);
    const passing = this.app.nest.get(WaitlistPassingService);
    while (await passing.run(instant));
    await this.expectAgreement(`${minutes} minutes after ${JSON.stringify(step)}`);
  }

  /** With a new token: the clock goes on by hours. */
  private as(person: Person): Caller {
    return this.app.with(this.app.nest.get(AccessTokensService).issue(person.id, this.sessions.get(person)!));
  }

  private instant = () => new Date(START.getTime() + this.now * 60_000);

  private act(step: Omit<Step, 'minutes'>): Promise<void> {
    switch (step.deed) {
      case 'join':
        return this.join(step);
      case 'book':
        return this.book(step);
      case 'cancel':
        return this.cancel(step);
      case 'busy':
        return this.turnBusy(step.client);
      case 'leave':
      case 'accept':
      case 'decline':
        return this.answer(step);
      case 'client':
        return this.switchClient(step.client);
      case 'coach':
        return this.switchCoach();
      case 'wait':
        return Promise.resolve();
    }
  }

  private async join({ client, kind }: Omit<Step, 'minutes'>): Promise<void> {
    const target = kind === 'seat' ? { group_session_id: this.session } : { coach_id: this.coaches.own.id };
    const days = kind === 'time' ? { from: MONDAY, to: MONDAY } : {};
    const answer = await this.as(this.clients[client]!).post('/bookings/waitlist', { ...target, ...days });
    expectOutcome(answer, this.model.canJoin(client, kind), 'join');
    if (answer.status === 201) this.model.join(client, kind, answer.body.id as number);
  }

  private async book({ client, kind, number }: Omit<Step, 'minutes'>): Promise<void> {
    const wanted = kind === 'slot' ? 1 + (number % COUNTS.slot) : 1 + number;
    const what = {
      slot: { slot_number: wanted },
      time: { scheduled_at: timeAt(wanted) },
      seat: { group_session_id: this.session },
    }[kind];
    const answer = await this.as(this.clients[client]!).post('/bookings/book', {
      coach_id: this.coaches.own.id,
      ...what,
    });
    const thing = this.model.bookable(client, kind, wanted);
    expectOutcome(answer, thing !== undefined, `book ${kind}`);
    if (!thing) return;
    this.model.book(client, thing);
    this.bookings.set(thing, answer.body.id as number);
  }

  private async cancel({ client, number }: Omit<Step, 'minutes'>): Promise<void> {
    const own = this.model.bookingsOf(client);
    const thing = own[number % own.length];
    if (!thing) return;
    const id = this.bookings.get(thing)!;
    expectOutcome(
      await this.as(this.clients[client]!).put(`/bookings/bookings/${id}`, { status: 'cancelled' }),
      true,
      'cancel',
    );
    this.model.release(thing, this.now);
  }

  /** Books the time of the group session with another coach, or cancels that. */
  private async turnBusy(client: number): Promise<void> {
    const caller = this.as(this.clients[client]!);
    const booked = this.elsewhere.get(client);
    if (booked !== undefined) {
      await caller.put(`/bookings/bookings/${booked}`, { status: 'cancelled' });
      this.elsewhere.delete(client);
      this.model.busy.delete(client);
      return;
    }
    // The other coach has that time once.
    if (this.elsewhere.size > 0 || this.model.bookingsOf(client).some(({ kind }) => kind === 'seat')) return;
    const answer = await caller.post('/bookings/book', { coach_id: this.coaches.other.id, scheduled_at: SEAT_AT });
    expectOutcome(answer, true, 'be busy');
    this.elsewhere.set(client, answer.body.id as number);
    this.model.busy.add(client);
    this.model.takeBack((entry) => entry.client === client && entry.kind === 'seat', this.now);
  }

  private async answer({ deed, client, kind }: Omit<Step, 'minutes'>): Promise<void> {
    const entry = this.model.live(client, kind);
    if (!entry) return;
    const caller = this.as(this.clients[client]!);
    const [path, thing] = [`/bookings/waitlist/${entry.id}`, this.model.offerOf(entry)];
    if (deed === 'leave') expectOutcome(await caller.delete(path), true, deed);
    else if (deed === 'decline') expectOutcome(await caller.post(`${path}/decline`), thing !== undefined, deed);
    if (deed === 'leave' || (deed === 'decline' && thing)) this.model.end(entry, 'left', this.now);
    if (deed !== 'accept') return;
    const answer = await caller.post(`${path}/accept`);
    const canBook = thing !== undefined && this.model.bookable(client, kind, thing.number) !== undefined;
    expectOutcome(answer, canBook, 'accept');
    if (!thing || !canBook) return;
    this.model.book(client, thing);
    this.bookings.set(thing, answer.body.id as number);
  }

  private async switchCoach(): Promise<void> {
    const isActive = (this.model.isCoachActive = !this.model.isCoachActive);
    await this.switched(this.coaches.own, isActive);
    if (isActive) this.model.offerAll('slot', this.now);
    else this.model.takeBack(() => true, this.now);
  }

  private async switchClient(client: number): Promise<void> {
    const person = this.clients[client]!;
    const isActive = this.model.idle.delete(client);
    await this.switched(person, isActive);
    if (!isActive) {
      this.model.idle.add(client);
      this.model.takeBack((entry) => entry.client === client, this.now);
      return;
    }
    this.sessions.set(person, (await this.app.openSession(person.id)).sessionId);
  }

  private async switched(person: Person, is_active: boolean): Promise<void> {
    expectOutcome(await this.as(this.admin).put(`/admin/users/${person.id}`, { is_active }), true, 'switch');
  }

  /** The same entries, and the same offers. */
  private async expectAgreement(when: string): Promise<void> {
    const rows = await this.app.sql(
      `SELECT e.id, e.client_id AS client, e.status, o.slot_number AS slot, o.scheduled_at::text IS NOT NULL AS "hasTime"
         FROM waitlist_entries e LEFT JOIN bookings o ON o.kind = 'offer' AND o.waitlist_entry_id = e.id
        WHERE e.coach_id = $1 ORDER BY e.id`,
      [this.coaches.own.id],
    );
    const expected = this.model.entries.map((entry) => {
      const offer = this.model.offerOf(entry);
      const slot = offer?.kind === 'slot' ? offer.number : null;
      const hasTime = offer !== undefined && offer.kind !== 'slot';
      return { id: entry.id, client: this.clients[entry.client]!.id, status: entry.status, slot, hasTime };
    });
    expect({ when, rows }).toEqual({ when, rows: expected });
  }
}

function expectOutcome(answer: Answer, isDone: boolean, what: string): void {
  const { code = null } = answer.status < 300 ? {} : (answer.body as { code?: string });
  expect({ what, code, isDone: answer.status < 300 }).toEqual({ what, code: isDone ? null : code, isDone });
}

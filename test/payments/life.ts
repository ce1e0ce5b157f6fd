import type { FakePaymentsService } from '../../src/payments/providers/fake/fake-payments.service.js';
import type { Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { refOf } from '../support/payments.js';
import { daily } from '../support/schedules.js';
import { Model } from './model.js';
import { type Attendance, Booking, DAY, type Kind, Page, Purchase, TERMS } from './paid-things.js';

const HOUR = 3_600_000;
export const CURRENCY = 'EUR';
const KINDS: readonly Kind[] = ['free', 'at_session', 'to_book', 'credits_only'];

/** What all lives share. */
export interface Stage {
  readonly app: TestApp;
  readonly admin: Person;
  readonly provider: FakePaymentsService;
  now: number;
}

/** One coach, one client, and what becomes of their bookings: each deed is done over HTTP and in the model. */
export class Life {
  readonly model = new Model();
  /** What was done, for whoever reads a failure. */
  readonly trail: string[] = [];
  private readonly people: Readonly<Record<'client' | 'coach' | 'admin', Person>>;

  private constructor(
    readonly stage: Stage,
    readonly coach: Person,
    readonly client: Person,
    private readonly types: Readonly<Record<Kind, number>>,
    private readonly pack: number,
    readonly confirms: boolean,
  ) {
    this.people = { client, coach, admin: stage.admin };
  }

  static async begin(stage: Stage, confirms: boolean): Promise<Life> {
    const { app } = stage;
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    await app.sql(
      `INSERT INTO schedules (coach_id, time_zone, weekly_hours, notice_minutes, window_days, auto_confirm, move_notice_minutes,
                              cancel_notice_minutes, late_cancellation_percent, no_show_percent)
       VALUES ($1, 'UTC', $2, 0, 365, $3, 0, $4, $5, $6)`,
      [coach.id, daily(0, 24), confirms, TERMS.noticeMs / 60_000, TERMS.latePercent, TERMS.noShowPercent],
    );
    const types = await app.sql<{ id: number }>(
      `INSERT INTO session_types (coach_id, name, minutes, price_minor, currency, payment)
       SELECT $1, kind, 30, CASE kind WHEN 'free' THEN NULL ELSE $2::integer END, CASE kind WHEN 'free' THEN NULL ELSE $3 END, kind
         FROM unnest($4::text[]) WITH ORDINALITY AS kinds (kind, place) ORDER BY place RETURNING id`,
      [coach.id, TERMS.price, CURRENCY, KINDS],
    );
    const { sessions, days: valid_days, price: amount_minor } = TERMS.pack;
    const price = { amount_minor, currency: CURRENCY };
    const { body } = await coach.post('/coach/packs', { name: 'Pack', sessions, valid_days, price });
    const ids = Object.fromEntries(KINDS.map((kind, place) => [kind, types[place]!.id])) as Record<Kind, number>;
    return new Life(stage, coach, client, ids, body.id as number, confirms);
  }

  get now(): number {
    return this.stage.now;
  }

  /** One of the latest bookings, mostly one that is not over. */
  booking(which: number): Booking | undefined {
    const active = this.model.bookings.filter(({ isActive }) => isActive);
    return latest(which % 4 === 0 || active.length === 0 ? this.model.bookings : active, which);
  }

  page(which: number): Page | undefined {
    return latest(this.model.pages, which);
  }

  /** A full hour within the next day and a half. */
  private startOf(which: number): number {
    return Math.ceil(this.now / HOUR) * HOUR + (1 + (which % 36)) * HOUR;
  }

  note(what: string, { status, body }: Pick<Answer, 'status' | 'body'>): void {
    this.trail.push(`${new Date(this.now).toISOString().slice(5, 16)} ${what}: ${status} ${body?.code ?? ''}`);
    if (status === 500) throw new Error(`${what}: a defect`);
  }

  must(what: string, { status, body }: Answer, wanted: number): void {
    this.note(what, { status, body });
    if (status !== wanted) throw new Error(`${what}: ${status} instead of ${wanted}: ${JSON.stringify(body)}`);
  }

  async book(kind: Kind, which: number): Promise<Booking | undefined> {
    const start = this.startOf(which);
    const purchase = this.model.creditFor(kind, start);
    const answer = await this.client.post('/bookings/book', {
      ...{ coach_id: this.coach.id, session_type_id: this.types[kind], scheduled_at: new Date(start).toISOString() },
    });
    const isPossible = start > this.now && this.model.isFree(start) && (kind !== 'credits_only' || purchase !== null);
    if (!isPossible) {
      this.note(`book ${kind}`, answer);
      return undefined;
    }
    this.must(`book ${kind} ${answer.body.id}`, answer, 201);
    return this.add(
      new Booking(answer.body.id as number, kind, purchase, start),
      answer.body.payment.pay_until as string,
    );
  }

  /** Two sessions, a week apart: credits pay for both or for none. */
  async bookSeries(which: number): Promise<void> {
    const start = this.startOf(which);
    const starts = [start, start + 7 * DAY];
    const request = { coach_id: this.coach.id, session_type_id: this.types.to_book, every_weeks: 1, count: 2 };
    const answer = await this.client.post('/bookings/series', { ...request, starts_at: new Date(start).toISOString() });
    if (start <= this.now || !starts.every((at) => this.model.isFree(at))) {
      this.note('series', answer);
      return;
    }
    this.must('series', answer, 201);
    const rows = await this.stage.app.sql<{ id: number; pay_until: string | null }>(
      `SELECT id, pay_until FROM bookings WHERE client_id = $1 AND scheduled_at = ANY ($2) AND status <> 'cancelled' ORDER BY scheduled_at`,
      [this.client.id, starts.map((at) => new Date(at))],
    );
    const [first, second] = this.covered(starts);
    for (const [place, purchase] of [first ?? null, second ?? null].entries()) {
      const { id, pay_until } = rows[place]!;
      this.add(new Booking(id, 'to_book', purchase, starts[place]!), pay_until);
    }
  }

  private covered(starts: readonly number[]): readonly Purchase[] {
    const left = this.model.purchases.map(({ left: count }) => count);
    const found = starts.map((at) => {
      const purchase = this.model.creditFor('to_book', at);
      if (purchase) purchase.left--;
      return purchase;
    });
    for (const [place, purchase] of this.model.purchases.entries()) purchase.left = left[place]!;
    return found.every((purchase) => purchase !== null) ? found : [];
  }

  add(booking: Booking, payUntil: string | null): Booking {
    booking.payUntil = payUntil === null ? null : Date.parse(payUntil);
    this.model.bookings.push(booking);
    if (this.confirms && booking.method !== 'card') this.model.confirm(booking, this.now);
    return booking;
  }

  async change(booking: Booking, by: 'client' | 'coach' | 'admin', status: 'cancelled' | 'confirmed' | 'completed') {
    const answer = await this.people[by].put(`/bookings/bookings/${booking.id}`, { status });
    const what = `${status} by ${by} ${booking.id}`;
    const isCancelled = status === 'cancelled' && booking.isActive;
    const isTooLate = by === 'client' && booking.status === 'confirmed' && booking.start <= this.now;
    if (isCancelled && !isTooLate) this.must(what, answer, 200);
    else this.note(what, answer);
    if (answer.status !== 200 || booking.status === status) return;
    if (status === 'cancelled') {
      booking.cancel(by, this.now);
      return;
    }
    if (status === 'confirmed') {
      this.model.confirm(booking, this.now);
      return;
    }
    booking.status = status;
    booking.settle();
  }

  async move(booking: Booking, by: 'client' | 'coach', which: number): Promise<void> {
    const start = this.startOf(which);
    const answer = await this.people[by].post(`/bookings/bookings/${booking.id}/move`, {
      scheduled_at: new Date(start).toISOString(),
    });
    this.note(`move ${booking.id} by ${by}`, answer);
    if (answer.status !== 200 || start === booking.start) return;
    booking.start = start;
    booking.attendance = null;
    const payUntil = answer.body.payment.pay_until as string | null;
    booking.payUntil = payUntil === null ? null : Date.parse(payUntil);
    booking.settle();
    // A coach who confirms each time is asked again.
    booking.status = answer.body.status as 'pending' | 'confirmed';
    if (booking.status === 'confirmed') this.model.confirm(booking, this.now);
  }

  async attend(booking: Booking, by: 'coach' | 'admin', outcome: Attendance): Promise<void> {
    const answer = await this.people[by].post(`/bookings/bookings/${booking.id}/attendance`, { outcome });
    this.note(`${outcome} ${booking.id} by ${by}`, answer);
    // The same word once more changes nothing, whatever was settled by hand meanwhile.
    if (answer.status !== 200 || booking.attendance === outcome) return;
    booking.attendance = outcome;
    booking.settle();
  }

  async contest({ id }: Booking): Promise<void> {
    const answer = await this.client.post(`/bookings/bookings/${id}/attendance/contest`, { reason: 'I was there.' });
    this.note(`contest ${id}`, answer);
  }

  async settle(booking: Booking, outcome: 'received' | 'waived' | 'due'): Promise<void> {
    const answer = await this.coach.post(`/bookings/bookings/${booking.id}/payment`, { outcome });
    this.note(`${outcome} ${booking.id}`, answer);
    if ((answer.status === 200) !== (booking.method === 'at_session')) throw new Error(`settled: ${answer.status}`);
    if (answer.status !== 200) return;
    const before = booking.inPerson;
    const amount = outcome === 'waived' ? 0 : before.status === 'waived' ? TERMS.price : before.amount;
    booking.inPerson = { status: outcome === 'received' ? 'paid' : outcome, amount };
  }

  async openPage(booking: Booking): Promise<Page | undefined> {
    const answer = await this.client.post(`/bookings/bookings/${booking.id}/checkout`);
    const isPayable = booking.isDue && this.now < (booking.payUntil ?? 0);
    this.must(`page of ${booking.id}`, answer, isPayable ? 200 : 409);
    if (!isPayable) return undefined;
    const ref = refOf(answer.body.checkout_url as string);
    const open = this.model.pages.find((page) => page.of === booking && !page.isOver);
    if (open && open.ref !== ref) throw new Error('another page, though the first is open');
    if (open) return open;
    const page = new Page(ref, TERMS.price, booking);
    this.model.pages.push(page);
    return page;
  }

  async buy(): Promise<Page> {
    const answer = await this.client.post(`/packs/${this.pack}/purchase`);
    this.must('buy', answer, 201);
    const purchase = new Purchase(answer.body.id as number, Date.parse(answer.body.pay_until as string));
    purchase.page = new Page(refOf(answer.body.checkout_url as string), TERMS.pack.price, purchase);
    this.model.purchases.push(purchase);
    this.model.pages.push(purchase.page);
    return purchase.page;
  }

  async adjust(purchase: Purchase, credits: 1 | -1): Promise<void> {
    const answer = await this.stage.admin.post(`/admin/purchases/${purchase.id}/credits`, {
      credits,
      reason: 'A test.',
    });
    this.must('adjust', answer, purchase.isPaid && purchase.left + credits >= 0 ? 200 : 409);
    if (answer.status === 200) purchase.left += credits;
  }

  async refund(purchase: Purchase): Promise<void> {
    const isPossible = purchase.isPaid && purchase.refundable > 0;
    this.must('refund', await this.stage.admin.post(`/admin/purchases/${purchase.id}/refund`), isPossible ? 200 : 409);
    if (isPossible) purchase.refund();
  }
}

const latest = <One>(all: readonly One[], which: number): One | undefined =>
  all.at(-1 - (which % Math.min(Math.max(all.length, 1), 4)));

import { type Person, TestApp } from '../support/app.js';
import { pay } from '../support/payments.js';
import { opened } from '../support/schedules.js';
import { bookingsIn } from '../support/series.js';

const HOUR_MS = 3_600_000;
const MONDAY = Date.now() - (Date.now() % (24 * HOUR_MS)) + 20 * 24 * HOUR_MS;
const at = (hour: number) => new Date(MONDAY + hour * HOUR_MS).toISOString();

describe('the quote of a cancellation says what the cancellation then does', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start({ WORKER: 'off' });
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach, { window_days: 365 });
    await coach.put('/coach/policy', {
      late_cancellation_percent: 50,
      cancel_notice_minutes: 600,
      no_show_percent: 40,
    });
  });

  afterEach(() => app.setTime(null));
  afterAll(() => app.stop());

  const requested = async (payment: string, scheduled_at: string) => {
    const type = { name: 'Paid', minutes: 30, price: { amount_minor: 4_500, currency: 'EUR' }, payment };
    const { body } = await coach.post('/coach/session-types', type);
    const wish = { coach_id: coach.id, session_type_id: body.id as number, scheduled_at };
    const id = (await client.post('/bookings/book', wish)).body.id as number;
    if (payment === 'to_book') {
      await pay(app, (await client.post(`/bookings/bookings/${id}/checkout`)).body.checkout_url as string);
    }
    return id;
  };
  const confirmed = async (payment: string, scheduled_at: string) => {
    const id = await requested(payment, scheduled_at);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    return id;
  };
  const series = async (starts_at: string) => {
    const type = { name: 'Paid', minutes: 30, price: { amount_minor: 4_500, currency: 'EUR' }, payment: 'at_session' };
    const { body } = await coach.post('/coach/session-types', type);
    const wish = { coach_id: coach.id, session_type_id: body.id as number, starts_at, every_weeks: 1, count: 2 };
    return bookingsIn((await client.post('/bookings/series', wish)).body);
  };
  const attend = (id: number, outcome: string) => coach.post(`/bookings/bookings/${id}/attendance`, { outcome });
  const move = (id: number, scheduled_at: string) => coach.post(`/bookings/bookings/${id}/move`, { scheduled_at });
  const settle = (id: number, outcome: string) => coach.post(`/bookings/bookings/${id}/payment`, { outcome });

  /** What the quote says, once the cancellation has shown that it is true: what goes back, and what the client pays in the end. */
  async function costs(id: number, who = client): Promise<[fee: number, refund: number]> {
    const { body: before } = await client.get(`/bookings/bookings/${id}`);
    const { body: quote } = await who.get(`/bookings/bookings/${id}/cancellation-quote`);
    const { status, body: after } = await who.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    expect(status).toBe(200);
    expect(quote.now_is_late).toBe(after.is_late_cancellation);
    const { amount_minor: paid, refunded_minor: back, method } = after.payment;
    // What was paid in person goes back by hand.
    if (method === 'card') expect(back - before.payment.refunded_minor).toBe(quote.refund.amount_minor);
    if (after.payment.status !== 'paid' || method === 'card') {
      const kept = method === 'card' ? paid - back : paid;
      expect(kept).toBe(quote.fee.amount_minor);
    }
    return [quote.fee.amount_minor, quote.refund.amount_minor];
  }

  it('of a session that was paid by card', async () => {
    const [early, late, byCoach] = [
      await confirmed('to_book', at(100)),
      await confirmed('to_book', at(9)),
      await confirmed('to_book', at(10)),
    ];
    app.setTime(new Date(at(8)));
    expect(await costs(early)).toEqual([0, 4_500]);
    expect(await costs(late)).toEqual([2_250, 2_250]);
    expect(await costs(byCoach, coach)).toEqual([0, 4_500]);
  });

  it('of a session that was refunded, and moved: nothing is left to lose or to return', async () => {
    const id = await confirmed('to_book', at(9));
    app.setTime(new Date(at(10)));
    await attend(id, 'coach_no_show');
    await move(id, at(15));
    expect(await costs(id)).toEqual([0, 0]);
  });

  it('of a session that was refunded in part, and moved: what is left', async () => {
    const [late, early] = [await confirmed('to_book', at(9)), await confirmed('to_book', at(8))];
    app.setTime(new Date(at(10)));
    for (const id of [late, early]) await attend(id, 'client_no_show');
    await move(late, at(15));
    await move(early, at(100));
    expect(await costs(late)).toEqual([1_800, 0]);
    expect(await costs(early)).toEqual([0, 1_800]);
  });

  it('of a session that is paid in person: its fee is asked for, unless it was waived', async () => {
    const [due, received, waived, early] = [
      await confirmed('at_session', at(9)),
      await confirmed('at_session', at(10)),
      await confirmed('at_session', at(11)),
      await confirmed('at_session', at(100)),
    ];
    await settle(received, 'received');
    await settle(waived, 'waived');
    app.setTime(new Date(at(8)));
    expect(await costs(due)).toEqual([2_250, 2_250]);
    expect(await costs(received)).toEqual([2_250, 2_250]);
    expect(await costs(waived)).toEqual([0, 0]);
    expect(await costs(early)).toEqual([0, 4_500]);
  });

  it('of a request that nobody confirmed before its start: it costs its client nothing', async () => {
    const [card, inPerson] = [await requested('to_book', at(9)), await requested('at_session', at(9.5))];
    const [id] = await series(at(9 + 7 * 24));
    app.setTime(new Date(at(9.6)));
    expect(await costs(card)).toEqual([0, 4_500]);
    expect(await costs(inPerson)).toEqual([0, 4_500]);
    app.setTime(new Date(at(9.1 + 7 * 24)));
    const { body } = await client.get(`/bookings/bookings/${id}`);
    await client.post(`/bookings/series/${body.series_id}/cancel`, { from: id });
    const { body: cancelled } = await client.get(`/bookings/bookings/${id}`);
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      is_late_cancellation: false,
      payment: { status: 'waived' },
    });
  });

  it('of a session that was due for not coming, and moved: the share of its price', async () => {
    const id = await confirmed('at_session', at(9));
    app.setTime(new Date(at(10)));
    await attend(id, 'client_no_show');
    await move(id, at(15));
    expect(await costs(id)).toEqual([2_250, 2_250]);
  });
});

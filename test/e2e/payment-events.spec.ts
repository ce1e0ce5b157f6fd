import { randomUUID } from 'node:crypto';
import { TimePassingService } from '../../src/bookings/time-passing.service.js';
import { Clock } from '../../src/time/clock.js';
import { type Person, TestApp } from '../support/app.js';
import { groupSession } from '../support/group-sessions.js';
import { bookedAtProvider, FORGERS_KEY, type ForgedEvent, pay, refOf, sendEvent } from '../support/payments.js';
import { opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const DAY_MS = 86_400_000;
const MONDAY = Date.now() - (Date.now() % DAY_MS) + 20 * DAY_MS;
const PRICE = { amount_minor: 4_550, currency: 'EUR' };

describe('what a payment provider tells', () => {
  let app: TestApp;
  let coach: Person;
  let type: number;
  let hour = 7;

  beforeAll(async () => {
    app = await TestApp.start();
    coach = await app.coach();
    await opened(app, coach);
    const made = await coach.post('/coach/session-types', {
      name: 'Paid',
      minutes: 30,
      price: PRICE,
      payment: 'to_book',
    });
    type = made.body.id;
  });

  afterEach(async () => {
    app.setTime(null);
    await coach.put(`/coach/session-types/${type}`, { minutes: 30, price: PRICE });
  });

  afterAll(() => app.stop());

  /** An unpaid booking, its page, and what the provider would say of it. */
  async function unpaid() {
    const client = await app.client();
    const scheduled_at = new Date(MONDAY + ++hour * 3_600_000).toISOString();
    const { body } = await client.post('/bookings/book', { coach_id: coach.id, session_type_id: type, scheduled_at });
    const url: string = (await client.post(`/bookings/bookings/${body.id}/checkout`)).body.checkout_url;
    const { reference } = await bookedAtProvider(app, url);
    const event = (kind: string, more: Partial<ForgedEvent> = {}): ForgedEvent => ({
      ...{ event_id: `${kind}:${reference}`, kind, provider_ref: refOf(url), reference, ...PRICE, ...more },
    });
    const status = async () => (await client.get(`/bookings/bookings/${body.id}`)).body.payment.status as string;
    return { client, id: body.id as number, url, event, status };
  }

  const balance = async (account: string) => {
    const [row] = await app.sql<{ sum: number }>(
      `SELECT coalesce(sum(amount), 0)::float8 AS sum FROM ledger_entries WHERE account = $1`,
      [account],
    );
    return row!.sum;
  };
  const sent = async (event: ForgedEvent) => (await sendEvent(app, event)).status;

  it('counts once, however often it comes and however many come at once', async () => {
    const { client, event, status } = await unpaid();
    const before = await balance(`coach:${coach.id}`);
    const answers = await Promise.all(Array.from({ length: 6 }, () => sent(event('paid'))));
    expect([...answers, await sent(event('paid')), await sent(event('paid', { event_id: 'another' }))]).toEqual(
      Array(8).fill(204),
    );
    expect(await status()).toBe('paid');
    expect(await balance(`coach:${coach.id}`)).toBe(before + 4_550);
    expect(await balance(`client:${client.id}`)).toBe(0);
  });

  /** Half an hour later: nobody paid in time. */
  async function lapse() {
    app.setTime(new Date(Date.now() + 31 * 60_000));
    await app.nest.get(TimePassingService).run(app.nest.get(Clock).now());
  }

  it.each([
    ['a session that is as it was', {}, 'paid'],
    ['no session that is shorter by now', { minutes: 10 }, 'returned'],
    ['no session that costs more by now', { price: { ...PRICE, amount_minor: 5_000 } }, 'returned'],
  ])('too late buys %s', async (_, change, outcome) => {
    const { client, url } = await unpaid();
    await lapse();
    expect((await coach.put(`/coach/session-types/${type}`, change)).status).toBe(200);
    await pay(app, url);
    expect((await client.get('/client/payments')).body).toMatchObject([{ status: outcome }]);
  });

  it.each([
    ['a seat', {}, 'paid'],
    ['no seat at another time', { starts_at: new Date(MONDAY + 50 * 3_600_000).toISOString() }, 'returned'],
  ])('too late buys %s of a group session', async (_, change, outcome) => {
    const group = { name: 'Group', minutes: 30, price: PRICE, payment: 'to_book', capacity: 2 };
    const { body: made } = await coach.post('/coach/session-types', group);
    const starts = new Date(MONDAY + ++hour * 3_600_000).toISOString();
    const group_session_id = await groupSession(coach, made.id as number, starts);
    const client = await app.client();
    const { body } = await client.post('/bookings/book', { coach_id: coach.id, group_session_id });
    const url: string = (await client.post(`/bookings/bookings/${body.id}/checkout`)).body.checkout_url;
    await lapse();
    expect((await coach.put(`/coach/group-sessions/${group_session_id}`, change)).status).toBe(200);
    await pay(app, url);
    expect((await client.get('/client/payments')).body).toMatchObject([{ status: outcome }]);
  });

  it('may come in any order', async () => {
    const { event, status, url } = await unpaid();
    expect(await sent(event('failed'))).toBe(204);
    expect(await sent(event('paid'))).toBe(204);
    expect(await sent(event('expired'))).toBe(204);
    expect(await status()).toBe('paid');
    expect(await pay(app, url)).toBe(true);
    expect(await status()).toBe('paid');
  });

  it('returns once what was returned, though the event about it comes before the answer and again', async () => {
    const { client, id, url } = await unpaid();
    await pay(app, url);
    const held = await balance('provider:fake');
    expect((await client.put(`/bookings/bookings/${id}`, { status: 'cancelled' })).status).toBe(200);
    const [row] = await app.sql<{ id: number }>(
      `SELECT r.id FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.booking_id = $1`,
      [id],
    );
    const reference = `refund:${row!.id}:1`;
    const refunded = { event_id: 'early', kind: 'refunded', provider_ref: refOf(url), reference, ...PRICE };
    expect(await sent(refunded)).toBe(204);
    await workOff(app);
    expect(await sent({ ...refunded, event_id: 'late' })).toBe(204);
    expect(await balance('provider:fake')).toBe(held + 4_550);
    expect(await balance(`client:${client.id}`)).toBe(0);
  });

  it('of a refund counts for the try that it is about: an old no comes too late, and what failed is never done', async () => {
    const { client, id, url } = await unpaid();
    await pay(app, url);
    await client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    const [row] = await app.sql<{ id: number }>(
      `SELECT r.id FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.booking_id = $1`,
      [id],
    );
    const held = await balance('provider:fake');
    const say = (kind: string, round: number, more: Partial<ForgedEvent> = {}) =>
      sent({
        ...{ event_id: randomUUID(), kind, provider_ref: refOf(url), reference: `refund:${row!.id}:${round}` },
        ...{ ...PRICE, ...more },
      });
    const admin = await app.admin();
    const retry = async () => (await admin.post(`/admin/payments/refunds/${row!.id}/retry`)).status;
    for (const more of [{ amount_minor: 1 }, { currency: 'USD' }, { provider_ref: 'fake_another' }]) {
      await say('refunded', 1, more);
    }
    await say('refunded', 2);
    expect(await balance('provider:fake')).toBe(held);
    await say('refund_failed', 1);
    await say('refunded', 1);
    expect([await balance('provider:fake'), await retry()]).toEqual([held, 204]);
    await say('refunded', 2);
    await say('refund_failed', 1);
    expect([await balance('provider:fake'), await retry()]).toEqual([held + 4_550, 409]);
    await say('refund_failed', 2);
    expect([await balance('provider:fake'), await balance(`client:${client.id}`)]).toEqual([held, 4_550]);
    expect(await retry()).toBe(204);
  });

  it('is refused when it is forged, and pays nothing when it does not fit', async () => {
    const { event, status, client } = await unpaid();
    const paid = event('paid');
    const minutes = (count: number) => new Date(Date.now() - count * 60_000);
    for (const options of [{ key: FORGERS_KEY }, { key: null }, { at: minutes(6) }, { at: minutes(-6) }]) {
      const { status: answered, body } = await sendEvent(app, paid, options);
      expect([answered, JSON.parse(body).code]).toEqual([400, 'bad-signature']);
    }
    const elsewhere = await fetch(`${app.origin}/api/v1/payments/webhooks/stripe`, {
      ...{ method: 'POST', body: JSON.stringify(paid), headers: { 'content-type': 'application/json' } },
    });
    expect(elsewhere.status).toBe(404);
    const address = `${app.origin}/api/v1/payments/webhooks/fake`;
    const signed = { 'fake-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}` };
    for (const [body, type, refusal] of [
      ['', 'application/json', 400],
      ['{', 'application/json', 400],
      [JSON.stringify([paid, paid]), 'application/json', 400],
      [JSON.stringify(paid), 'text/plain', 415],
      ['x'.repeat(3_000_000), 'application/json', 413],
    ] as const) {
      const answer = await fetch(address, { method: 'POST', body, headers: { 'content-type': type, ...signed } });
      expect([type, body.length, answer.status]).toEqual([type, body.length, refusal]);
    }
    for (const wrong of [
      ...[{ amount_minor: 1 }, { amount_minor: -4_550 }, { currency: 'USD' }, { provider_ref: 'fake_another' }],
      ...[{ reference: 'checkout:2000000000' }, { reference: 'checkout:9999999999' }, { reference: 'checkout:1:2' }],
    ]) {
      expect(await sent(event('paid', { ...wrong, event_id: JSON.stringify(wrong) }))).toBe(204);
    }
    expect(await status()).toBe('due');
    expect(await balance(`client:${client.id}`)).toBe(0);
  });
});

import { createHash } from 'node:crypto';
import { type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { abandon, bookedAtProvider, decline, deliverEvents, pay, refuseRefunds } from '../support/payments.js';
import { groupSession } from '../support/group-sessions.js';
import { opened } from '../support/schedules.js';
import { MailServer } from '../support/smtp.js';
import { accept, cancel, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';
import { RefundSenderService } from '../../src/payments/refunds/refund-sender.service.js';
import { TimePassingService } from '../../src/bookings/time-passing.service.js';
import { Clock } from '../../src/time/clock.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONDAY = Date.now() - (Date.now() % DAY_MS) + 20 * DAY_MS;
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();
const PRICE = { amount_minor: 4_501, currency: 'EUR' };

describe('a session that is paid by card', () => {
  let server: MailServer;
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let type: number;
  let hour = 8;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await TestApp.start({ WORKER: 'off', SMTP_URL: server.url, MAIL_FROM: 'Vibe <vibe@example.com>' });
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await opened(app, coach);
    await coach.put('/coach/policy', { late_cancellation_percent: 50, no_show_percent: 100 });
    const made = await coach.post('/coach/session-types', {
      name: 'Paid',
      minutes: 30,
      price: PRICE,
      payment: 'to_book',
    });
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ price: PRICE, payment: 'to_book' })]);
    type = made.body.id as number;
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  const now = () => app.nest.get(Clock).now();
  const refund = () => app.nest.get(RefundSenderService).run(now());
  const pass = () => app.nest.get(TimePassingService).run(now());

  async function booked(who = client, start = at((hour += 1))): Promise<number> {
    const answer = await who.post('/bookings/book', { coach_id: coach.id, session_type_id: type, scheduled_at: start });
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    expect(answer.body).toMatchObject({ status: 'pending', payment: { status: 'due', method: 'card', ...PRICE } });
    return answer.body.id as number;
  }

  async function page(id: number, who = client): Promise<string> {
    const { status, body } = await who.post(`/bookings/bookings/${id}/checkout`);
    expect([status, body.code]).toEqual([200, undefined]);
    return body.checkout_url as string;
  }

  const read = async (id: number, who = client) => (await who.get(`/bookings/bookings/${id}`)).body;

  async function paid(who = client): Promise<[id: number, url: string]> {
    const id = await booked(who);
    const url = await page(id, who);
    expect(await pay(app, url)).toBe(true);
    expect(await read(id, who)).toMatchObject({
      payment: { status: 'paid', ...PRICE, pay_until: null, checkout_url: null },
    });
    return [id, url];
  }

  /** What each account has, of what a checkout moved. */
  async function balances(id: number): Promise<Record<string, number>> {
    const rows = await app.sql<{ account: string; sum: string }>(
      `SELECT split_part(account, ':', 1) AS account, sum(amount) FROM ledger_entries
        WHERE checkout_id IN (SELECT id FROM checkouts WHERE booking_id = $1) GROUP BY 1`,
      [id],
    );
    return Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]));
  }

  it('holds its time for half an hour, and cannot be confirmed before it is paid', async () => {
    const id = await booked();
    const { payment, actions } = await read(id, coach);
    expect(Date.parse(payment.pay_until as string) - now().getTime()).toBeGreaterThan(29 * 60_000);
    expect(actions.can_confirm).toBe(false);
    const confirmed = await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    expect([confirmed.status, confirmed.body.code]).toEqual([409, 'payment-due']);
  });

  it('has one page, on which it is paid once; then its coach confirms it', async () => {
    const id = await booked();
    const [url, again] = await Promise.all([page(id), page(id)]);
    expect(again).toBe(url);
    expect((await read(id)).payment.checkout_url).toBe(url);
    await pay(app, url);
    await deliverEvents(app);
    expect(await balances(id)).toEqual({ provider: -4_501, client: 0, coach: 4_501 });
    const twice = await client.post(`/bookings/bookings/${id}/checkout`);
    expect([twice.status, twice.body.detail]).toEqual([409, 'This booking is paid already.']);
    expect((await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' })).status).toBe(200);
  });

  it('confirms itself when it is paid, where its coach confirms by themselves', async () => {
    await coach.put('/coach/schedule', { auto_confirm: true });
    const [id] = await paid();
    expect((await read(id)).status).toBe('confirmed');
    await coach.put('/coach/schedule', { auto_confirm: false });
  });

  it('can be paid on another page when the first attempt was declined', async () => {
    const id = await booked();
    const url = await page(id);
    await decline(app, url);
    expect((await read(id)).payment.status).toBe('due');
    await pay(app, await page(id));
    expect((await read(id)).payment.status).toBe('paid');
  });

  it('gives everything back when its client cancels in time, or its coach cancels', async () => {
    for (const who of [client, coach]) {
      const [id, url] = await paid();
      expect((await who.put(`/bookings/bookings/${id}`, { status: 'cancelled' })).status).toBe(200);
      expect((await read(id)).payment).toMatchObject({ status: 'refunded', refunded_minor: 4_501 });
      expect(await balances(id)).toEqual({ provider: -4_501, client: 4_501, coach: 0 });
      await refund();
      await deliverEvents(app);
      expect(await balances(id)).toEqual({ provider: 0, client: 0, coach: 0 });
      expect((await bookedAtProvider(app, url)).refundedMinor).toBe(4_501);
    }
  });

  it('keeps the fee when its client cancels late, as the quote said', async () => {
    const [id, url] = await paid();
    await app.sql(`UPDATE bookings SET cancel_notice_minutes = 43200 WHERE id = $1`, [id]).catch(() => undefined);
    app.setTime(new Date(Date.parse((await read(id)).scheduled_at as string) - 3_600_000));
    const quote = await client.get(`/bookings/bookings/${id}/cancellation-quote`);
    expect(quote.body).toMatchObject({
      now_is_late: true,
      fee: { amount_minor: 2_250 },
      refund: { amount_minor: 2_251 },
    });
    await client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    expect((await read(id)).payment).toMatchObject({ status: 'partly_refunded', refunded_minor: 2_251 });
    await refund();
    app.setTime(null);
    expect(await balances(id)).toEqual({ provider: -2_250, client: 0, coach: 2_250 });
    expect((await bookedAtProvider(app, url)).refundedMinor).toBe(2_251);
  });

  it('is cancelled by the system when nobody paid, and its time is free again', async () => {
    const start = at((hour += 1));
    const id = await booked(client, start);
    await app.sql(`UPDATE bookings SET pay_until = now() - interval '1 second' WHERE id = $1`, [id]);
    await pass();
    expect(await read(id)).toMatchObject({ status: 'cancelled', cancelled_by: 'system', payment: { status: 'none' } });
    await booked(await app.client(), start);
  });

  it('takes its time again when it was paid too late, or gives the money back when somebody else has it', async () => {
    for (const isTaken of [false, true]) {
      const start = at((hour += 1));
      const id = await booked(client, start);
      const url = await page(id);
      await app.sql(`UPDATE bookings SET pay_until = now() - interval '1 second' WHERE id = $1`, [id]);
      await pass();
      if (isTaken) await booked(await app.client(), start);
      await pay(app, url);
      await refund();
      const mine = (await client.get('/bookings/my-bookings')).body as Answer['body'][];
      const again = mine.find((one) => one.scheduled_at === start && one.status === 'pending');
      expect(again?.payment.status).toBe(isTaken ? undefined : 'paid');
      expect((await bookedAtProvider(app, url)).refundedMinor).toBe(isTaken ? 4_501 : 0);
    }
  });

  it('has its half hour from the moment that it is booked: after a hold, or when an offer of a seat is accepted', async () => {
    const minutesToPay = (body: Answer['body']) =>
      Math.round((Date.parse(body.payment.pay_until) - now().getTime()) / 60_000);
    const start = { coach_id: coach.id, session_type_id: type, scheduled_at: at((hour += 1)) };
    const hold = await client.post('/bookings/holds', start);
    app.setTime(new Date(now().getTime() + 4 * 60_000));
    const held = await client.post('/bookings/book', { ...start, hold_id: hold.body.id });
    expect([held.status, minutesToPay(held.body)]).toEqual([201, 30]);

    const group = { name: 'Group', minutes: 30, capacity: 2, price: PRICE, payment: 'to_book' };
    const { body: groups } = await coach.post('/coach/session-types', group);
    const seats = {
      coach_id: coach.id,
      group_session_id: await groupSession(coach, groups.id as number, at((hour += 1))),
    };
    const [one, other] = await app.clients(2);
    const first = await one!.post('/bookings/book', seats);
    expect(first.body).toMatchObject({ status: 'pending', payment: { status: 'due', method: 'card', ...PRICE } });
    await other!.post('/bookings/book', seats);
    const entry = await joined(client, { group_session_id: seats.group_session_id });
    await cancel(one!, first.body.id as number);
    app.setTime(new Date(now().getTime() + 45 * 60_000));
    const accepted = await accept(client, entry);
    expect([accepted.status, minutesToPay(accepted.body)]).toEqual([201, 30]);
    app.setTime(null);
  });

  it('of a series is paid one by one, until it cannot be cancelled in time any more; never after its start', async () => {
    const series = async (starts_at: string, count: number) => {
      const wish = { coach_id: coach.id, session_type_id: type, starts_at, every_weeks: 1, count };
      const { body } = await client.post('/bookings/series', wish);
      return Promise.all((body.occurrences as { booking_id: number }[]).map(({ booking_id: id }) => read(id)));
    };
    const far = await series(at((hour += 1)), 3);
    const notices = far.map(({ scheduled_at, payment }) => Date.parse(scheduled_at) - Date.parse(payment.pay_until));
    expect(notices).toEqual([12 * HOUR_MS, 12 * HOUR_MS, 12 * HOUR_MS]);
    const soon = new Date(Math.ceil(now().getTime() / HOUR_MS + 1) * HOUR_MS);
    const [near] = await series(soon.toISOString(), 2);
    expect(Math.abs(Date.parse(near!.payment.pay_until) - now().getTime() - 30 * 60_000)).toBeLessThan(10_000);
    const earlier = at(hour - 16);
    expect((await coach.put(`/bookings/bookings/${far[0]!.id}`, { scheduled_at: earlier })).status).toBe(200);
    expect((await read(far[0]!.id as number)).payment.pay_until).toBe(at(hour - 16 - 12));
  });

  it('stays paid when it is moved and when it took place; goes back when its coach did not come', async () => {
    const [id] = await paid();
    expect((await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' })).status).toBe(200);
    const start = at((hour += 1));
    expect((await coach.put(`/bookings/bookings/${id}`, { scheduled_at: start })).body.payment.status).toBe('paid');
    app.setTime(new Date(Date.parse(start) + HOUR_MS));
    const outcome = async (attendance: string) =>
      (await coach.post(`/bookings/bookings/${id}/attendance`, { outcome: attendance })).body.payment;
    expect(await outcome('attended')).toMatchObject({ status: 'paid', refunded_minor: 0 });
    expect(await outcome('client_no_show')).toMatchObject({ status: 'paid', refunded_minor: 0 });
    expect(await outcome('coach_no_show')).toMatchObject({ status: 'refunded', refunded_minor: 4_501 });
    app.setTime(null);
  });

  it('shows a refund that failed to admins, who have it tried again; the cancellation stays', async () => {
    const [id, url] = await paid();
    await refuseRefunds(app, url);
    await coach.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    await refund();
    const admin = await app.admin();
    const failed = async () => (await admin.get('/admin/payments?refund_status=failed')).body as Answer['body'][];
    const [payment] = await failed();
    expect(payment).toMatchObject({
      ...{ booking_id: id, status: 'paid', ...PRICE, provider: 'fake' },
      refunds: [{ amount_minor: 4_501, status: 'failed', last_error: expect.stringContaining('refused') }],
    });
    expect((await read(id)).status).toBe('cancelled');
    await refuseRefunds(app, url, false);
    const retry = () => admin.post(`/admin/payments/refunds/${payment!.refunds[0].id}/retry`);
    expect((await retry()).status).toBe(204);
    expect((await retry()).body.code).toBe('refund-not-failed');
    await refund();
    expect(await failed()).toEqual([]);
    const mine = (await client.get('/client/payments')).body as Answer['body'][];
    const own = mine.find((one) => one.booking_id === id);
    expect(own).toMatchObject({ refunds: [{ status: 'done', done_at: expect.any(String) }] });
    expect(own).not.toHaveProperty('provider_ref');
  });

  it('goes back when an admin deletes its client, and so does what comes in for somebody who is gone', async () => {
    const [gone, away, admin] = [await app.client(), await app.client(), await app.admin()];
    const [[paidId, url], late, lapsed] = [await paid(gone), await booked(gone), await booked(away)];
    const pages = [url, await page(late, gone), await page(lapsed, away)];
    await app.sql(`UPDATE bookings SET pay_until = $2 WHERE id = $1`, [lapsed, now()]);
    await pass();
    for (const { id } of [gone, away]) expect((await admin.delete(`/admin/users/${id}`)).status).toBe(204);
    for (const to of pages.slice(1)) await pay(app, to);
    await refund();
    await deliverEvents(app);
    for (const to of pages) expect((await bookedAtProvider(app, to)).refundedMinor).toBe(PRICE.amount_minor);
    for (const id of [paidId, late, lapsed])
      expect(Object.values(await balances(id)).every((sum) => sum === 0)).toBe(true);
  });

  it('is in what its coach earned, by currency', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const earned = async () =>
      ((await coach.get(`/coach/earnings?from=${today}&to=${today}`)).body.currencies[0]?.earned_minor ?? 0) as number;
    const before = await earned();
    await paid();
    expect((await earned()) - before).toBe(4_501);
    const csv = await coach.get(`/coach/earnings?from=${today}&to=${today}`, { accept: 'text/csv' });
    expect(String(csv.body).split('\r\n')[0]).toBe('currency,earned_minor,returned_minor,in_person_minor,due_minor');
  });

  it('has a receipt for its client alone, with what went back, and for nobody before it is paid', async () => {
    const jo = await app.client({ locale: 'de', fullName: 'Jo <Weiß>' });
    const [id] = await paid(jo);
    const receiptOf = async (of: number, by = jo) => {
      const [checkout] = await app.sql<{ id: number }>(`SELECT id FROM checkouts WHERE booking_id = $1`, [of]);
      return by.get(`/client/payments/${checkout!.id}/receipt`);
    };
    const receipt = await receiptOf(id);
    expect(receipt.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = String(receipt.body);
    const [, css] = /<style>([^]*)<\/style>/.exec(text)!;
    const style = createHash('sha256').update(css!).digest('base64');
    expect(receipt.headers.get('content-security-policy')).toContain(`default-src 'none';style-src 'sha256-${style}'`);
    expect(text).toMatch(/<html lang="de">[^]*Jo &lt;Weiß&gt;[^]*coach[^]*Paid[^]*45,01 EUR/);
    expect(text).not.toMatch(/<script|src=|href=|Erstatt/);
    await cancel(jo, id);
    expect(String((await receiptOf(id)).body)).toMatch(/Erstattung unterwegs[^]*−45,01 EUR[^]*0,00 EUR/);
    await refund();
    expect(String((await receiptOf(id)).body)).toMatch(/Erstattet am [^]*−45,01 EUR/);
    const unpaid = await booked(jo);
    await page(unpaid, jo);
    for (const answer of [await receiptOf(id, client), await receiptOf(unpaid)]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'payment-not-found']);
    }
  });

  it('is not for others to pay', async () => {
    const id = await booked();
    const other = await app.client();
    expect((await other.post(`/bookings/bookings/${id}/checkout`)).status).toBe(403);
    const free = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 3 });
    const nothing = await client.post(`/bookings/bookings/${free.body.id}/checkout`);
    expect([nothing.status, nothing.body.code]).toEqual([409, 'nothing-to-pay']);
    await abandon(app, await page(id));
  });

  it('can be paid in person instead, as its coach says', async () => {
    const { body: inPerson } = await coach.post('/coach/session-types', {
      ...{ name: 'In person', minutes: 30, price: PRICE, payment: 'at_session' },
    });
    const answer = await client.post('/bookings/book', {
      ...{ coach_id: coach.id, session_type_id: inPerson.id, scheduled_at: at((hour += 1)) },
    });
    const id = answer.body.id as number;
    expect(answer.body.payment).toMatchObject({ status: 'due', method: 'at_session', ...PRICE, pay_until: null });
    const settle = async (outcome: string, who = coach) =>
      (await who.post(`/bookings/bookings/${id}/payment`, { outcome })).body;
    expect((await settle('received')).payment.status).toBe('paid');
    expect((await settle('waived')).payment).toMatchObject({ status: 'waived', amount_minor: 0 });
    expect((await settle('due')).payment).toMatchObject({ status: 'due', ...PRICE });
    expect((await settle('received', client)).code).toBe('forbidden');
    expect((await coach.post(`/bookings/bookings/${await booked()}/payment`, { outcome: 'received' })).body.code).toBe(
      'not-paid-in-person',
    );
  });

  /** Subjects and first lines of the mails that people got since the last call. */
  async function mailed(...people: Person[]): Promise<string[][]> {
    await workOff(app, now());
    const mails = server.mails.splice(0);
    const textOf = (text = '') => text.split('\n').slice(2, 7).join(' ').trim();
    return people.map(({ email }) =>
      mails
        .filter(({ recipients }) => recipients[0] === email)
        .map(({ parsed }) => `${parsed.subject} | ${textOf(parsed.text)}`)
        .sort(),
    );
  }
  const notified = async (who: Person) =>
    ((await who.get('/notifications?limit=1')).body as Answer['body'][])[0]!.body as string;

  it('tells both people of a payment and of what goes back, and why an unpaid booking is cancelled', async () => {
    // What the tests before did is no news.
    await app.sql(`UPDATE events SET due_at = NULL WHERE due_at IS NOT NULL`);
    const jo = await app.client({ locale: 'de' });
    const id = await booked(jo);
    const url = await page(id, jo);
    const [asked] = await mailed(jo);
    expect(asked).toEqual([
      expect.stringMatching(/^Zu bezahlen: .* Wenn er bis .* nicht bezahlt ist, wird er abgesagt/),
    ]);
    await pay(app, url);
    expect(await mailed(jo, coach)).toEqual([
      [expect.stringMatching(/^Bezahlt: .*Du hast 45,01 EUR bezahlt: .*Wir schreiben dir/)],
      [expect.stringMatching(/^Paid: .* paid 45.01 EUR: .*Please confirm or decline/)],
    ]);
    expect(await notified(coach)).toContain(`${jo.name} paid 45.01 EUR`);
    await cancel(jo, id);
    const [back] = await mailed(jo);
    expect(back).toContainEqual(expect.stringMatching(/^Erstattung von 45,01 EUR: /));
    const lapsing = await booked(jo);
    const late = await page(lapsing, jo);
    await mailed();
    await app.sql(`UPDATE bookings SET pay_until = now() - interval '1 second' WHERE id = $1`, [lapsing]);
    const [expired] = (await mailed(jo))[0]!;
    expect(expired).toMatch(/^Nicht bezahlt: .*nicht rechtzeitig bezahlt/);
    await app.sql(`UPDATE bookings SET payment_status = 'none', cancelled_by = 'client' WHERE id = $1`, [lapsing]);
    await pay(app, late);
    expect((await mailed(jo))[0]).toEqual([
      expect.stringMatching(/^Erstattung von 45,01 EUR: /),
      expect.stringMatching(/^Zu spät bezahlt: .*Du bekommst alles zurück/),
    ]);
    expect(await notified(jo)).toContain('Du bekommst 45,01 EUR zurück');
  });

  it('tells both people of a pack, and its client a week before credits expire', async () => {
    const jo = await app.client();
    const price = { amount_minor: 40_000, currency: 'EUR' };
    const { body: pack } = await coach.post('/coach/packs', {
      name: 'Ten sessions',
      sessions: 10,
      price,
      valid_days: 30,
    });
    const { body: purchase } = await jo.post(`/packs/${pack.id}/purchase`);
    await mailed();
    await pay(app, purchase.checkout_url as string);
    expect(await mailed(jo, coach)).toEqual([
      [expect.stringMatching(/^Bought: Ten sessions \| You bought .* for 400.00 EUR: 10 credits.*starts before/)],
      [
        expect.stringContaining(
          `Sold: Ten sessions to ${jo.name} | ${jo.name} bought Ten sessions for 400.00 EUR: 10 credits.`,
        ),
      ],
    ]);
    app.setTime(new Date(now().getTime() + 23 * DAY_MS + HOUR_MS));
    const [reminded] = await mailed(jo);
    expect(reminded).toEqual([expect.stringMatching(/^10 credits for sessions with .* can be used until /)]);
    app.setTime(null);
  });

  it('reminds a day before a session of a series must be paid, and not of one that is paid', async () => {
    const jo = await app.client();
    const wish = { coach_id: coach.id, session_type_id: type, starts_at: at((hour += 1)), every_weeks: 1, count: 2 };
    const { body } = await jo.post('/bookings/series', wish);
    const [first, second] = (body.occurrences as { booking_id: number }[]).map(({ booking_id }) => booking_id);
    await pay(app, await page(second!, jo));
    await mailed();
    const { scheduled_at } = await read(first!, jo);
    app.setTime(new Date(Date.parse(scheduled_at as string) - 36 * HOUR_MS + 60_000));
    const due = expect.stringMatching(/^To be paid: .*Please pay 45.01 EUR: .*Unless it is paid by .* it is cancelled/);
    expect(await mailed(jo)).toEqual([[due]]);
    app.setTime(new Date(now().getTime() + 7 * DAY_MS));
    expect((await mailed(jo))[0]!.filter((mail) => mail.startsWith('To be paid'))).toEqual([]);
    app.setTime(null);
  });

  it('needs a price', async () => {
    const { status, body } = await coach.post('/coach/session-types', {
      name: 'No price',
      minutes: 30,
      payment: 'to_book',
    });
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'price', message: 'price must be given, or payment must be free.' }],
    ]);
  });
});

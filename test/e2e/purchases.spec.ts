import { type Person, TestApp } from '../support/app.js';
import { CreditExpiryService } from '../../src/packs/credit-expiry.service.js';
import { RefundSenderService } from '../../src/payments/refunds/refund-sender.service.js';
import { Clock } from '../../src/time/clock.js';
import { bought, miscountedCredits } from '../support/credits.js';
import { insert } from '../support/rows.js';
import { bookedAtProvider, deliverEvents, pay, sendEvent } from '../support/payments.js';

describe('purchases', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start({ WORKER: 'off' });
    [coach, client, admin] = await Promise.all([app.coach(), app.client(), app.admin()]);
  });

  afterAll(() => app.stop());

  const sold = async (by: Person, sessions = 10, amount_minor = 45_000) => {
    const price = { amount_minor, currency: 'EUR' };
    const { body } = await by.post('/coach/packs', { name: 'Some sessions', sessions, price });
    return body.id as number;
  };

  const of = (who: Person, rows: { coach_id: number }[]) => rows.filter(({ coach_id }) => coach_id === who.id);

  /** Of the money of a purchase, by the kind of account. */
  const balancesOf = async (id: number) => {
    const rows = await app.sql<{ kind: string; balance: number }>(
      `SELECT split_part(account, ':', 1) AS kind, sum(amount)::integer AS balance FROM ledger_entries
        WHERE unit = 'EUR' AND id IN (
          SELECT id FROM transfers WHERE purchase_id = $1 OR checkout_id IN (SELECT id FROM checkouts WHERE purchase_id = $1))
        GROUP BY 1`,
      [id],
    );
    const none = { client: 0, coach: 0, platform: 0, provider: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ kind, balance }) => [kind, balance])) };
  };

  it('show their client, their coach and nobody else what is left', async () => {
    const id = await bought(app, client, coach, { expires_at: '2030-01-01T00:00:00Z' });
    const [stranger, other] = await Promise.all([app.coach(), app.client()]);
    const shown = {
      ...{ id, client_id: client.id, coach_id: coach.id, coach_name: coach.name, name: 'Pack', status: 'paid' },
      ...{ price: { amount_minor: 45_000, currency: 'EUR' }, refunded_minor: 0, session_type_ids: null },
      ...{ left: 10, reserved: 0, used: 0, expired: 0 },
      ...{ paid_at: '2026-11-01T09:00:00.000Z', expires_at: '2030-01-01T00:00:00.000Z' },
    };
    expect((await client.get('/client/credits')).body).toEqual([shown]);
    expect((await coach.get(`/coach/clients/${client.id}/credits`)).body).toEqual([shown]);
    expect((await stranger.get(`/coach/clients/${client.id}/credits`)).body.code).toBe('not-connected');
    expect((await other.get('/client/credits')).body).toEqual([]);
  });

  it('an admin gives and takes credits with a reason, as the audit notes', async () => {
    const id = await bought(app, client, coach, { sessions: 2 });
    const adjust = (credits: number) => admin.post(`/admin/purchases/${id}/credits`, { credits, reason: 'Closed.' });
    expect((await adjust(2)).body).toMatchObject({ left: 4 });
    expect((await adjust(-1)).body).toMatchObject({ left: 3 });
    expect((await adjust(-4)).body).toMatchObject({ status: 409, code: 'too-few-credits' });
    expect((await adjust(0)).status).toBe(422);
    expect((await admin.post('/admin/purchases/1000000/credits', { credits: 1, reason: 'x' })).body.code).toBe(
      'purchase-not-found',
    );
    const [{ after }] = (await admin.get(`/admin/audit?actor_id=${admin.id}&subject_id=${client.id}`)).body;
    expect(after).toEqual({ credits_adjusted: 1 });
    expect(await miscountedCredits(app)).toEqual([]);
  });

  it('are what the platform owes, by coach and currency, also as a table', async () => {
    const other = await app.coach();
    await bought(app, client, other, { sessions: 2, price_minor: 9000, currency: 'CHF' });
    await bought(app, client, other, { sessions: 3, price_minor: 9001, currency: 'CHF' });
    await bought(app, client, other, { sessions: 1, price_minor: 5000 });
    const { body } = await admin.get('/admin/reports/liabilities');
    const rest = { coach_id: other.id, coach_name: other.name };
    expect(of(other, body.coaches)).toEqual([
      { ...rest, currency: 'CHF', credits: 5, amount_minor: 18_001 },
      { ...rest, currency: 'EUR', credits: 1, amount_minor: 5000 },
    ]);
    expect(body.currencies).toContainEqual({ currency: 'CHF', credits: 5, amount_minor: 18_001 });
    const table = await admin.get('/admin/reports/liabilities', { accept: 'text/csv' });
    expect(table.body).toContain(`${other.id},${other.name},CHF,5,18001\r\n`);
  });

  it('and what is due are reports: to a coach session by session, to all by coach and currency', async () => {
    const [own, payer] = await Promise.all([app.coach(), app.client()]);
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const session = (hours: number, rest: object) =>
      insert(app, 'bookings', {
        ...{ coach_id: own.id, client_id: payer.id, scheduled_at: at(hours), ends_at: at(hours + 1), currency: 'EUR' },
        ...{ price_minor: 4_550, payment_minor: 4_550, payment_status: 'due', payment_method: 'at_session', ...rest },
      });
    const held = await session(-3, { status: 'completed' });
    const begun = await session(-0.5, { status: 'confirmed' });
    await session(5, { status: 'confirmed' });
    const late = await session(3, {
      ...{ status: 'cancelled', cancelled_by: 'client', is_late_cancellation: true, payment_minor: 2_275 },
      late_cancellation_percent: 50,
    });
    const waiting = await session(8, { payment_method: 'card', status: 'pending', pay_until: at(0.5) });
    await session(10, { payment_method: 'card', status: 'pending', pay_until: at(-0.1), currency: 'CHF' });
    const pack = await bought(app, payer, own, { price_minor: 9_000, currency: 'CHF' });
    await app.sql(
      `INSERT INTO refunds (checkout_id, amount_minor, reason, status, created_at)
       SELECT id, 900, 'purchase:' || $1::int, 'failed', now() FROM checkouts WHERE purchase_id = $1`,
      [pack],
    );
    const [chf, eur] = [
      { currency: 'CHF', in_person_minor: 0, by_card_minor: 0, going_back_minor: 900 },
      { currency: 'EUR', in_person_minor: 11_375, by_card_minor: 4_550, going_back_minor: 0 },
    ];
    const { body } = await own.get('/coach/reports/due');
    expect(body.currencies).toEqual([chf, eur]);
    const listed = (body.bookings as { booking_id: number }[]).map(({ booking_id }) => booking_id);
    expect(listed).toEqual([held, begun, late, waiting]);
    expect((await own.get('/coach/reports/due', { accept: 'text/csv' })).body).toContain(`at_session,2275,EUR\r\n`);
    const all = (await admin.get('/admin/reports/due')).body;
    expect(of(own, all.coaches)).toEqual(
      [chf, eur].map((sums) => ({ ...sums, coach_id: own.id, coach_name: own.name })),
    );
    expect(all.currencies).toContainEqual(expect.objectContaining({ currency: 'CHF', going_back_minor: 900 }));
    const table = await admin.get('/admin/reports/due', { accept: 'text/csv' });
    expect(table.body).toContain(`${own.id},${own.name},EUR,11375,4550,0\r\n`);
  });

  it('a pack that is gone is not sold, nor one of a coach who blocked the client', async () => {
    const pack = await sold(coach);
    await app.sql(`UPDATE packs SET is_active = false WHERE id = $1`, [pack]);
    expect((await client.post(`/packs/${pack}/purchase`)).body.code).toBe('pack-not-found');
    const other = await app.coach();
    await app.sql(`INSERT INTO connections (coach_id, client_id, blocked_at) VALUES ($1, $2, now())`, [
      other.id,
      client.id,
    ]);
    expect((await client.post(`/packs/${await sold(other)}/purchase`)).body.code).toBe('blocked');
  });

  it('become credits when they are paid, once, however often the provider says so', async () => {
    const buyer = await app.client();
    const { status, body } = await buyer.post(`/packs/${await sold(coach)}/purchase`);
    expect([status, Object.keys(body).sort()]).toEqual([201, ['checkout_url', 'id', 'pay_until']]);
    expect((await buyer.get('/client/credits')).body[0]).toMatchObject({ id: body.id, status: 'open', left: 0 });
    await pay(app, body.checkout_url as string);
    await app.sql(`UPDATE fake_payment_events SET sent_at = NULL`);
    await deliverEvents(app);
    const [checkout] = await app.sql<{ id: number; ref: string }>(
      `SELECT id, provider_ref AS ref FROM checkouts WHERE purchase_id = $1`,
      [body.id],
    );
    const again = { kind: 'paid', provider_ref: checkout!.ref, reference: `checkout:${checkout!.id}` };
    const told = await sendEvent(app, { ...again, event_id: 'again', amount_minor: 45_000, currency: 'EUR' });
    expect(told.status).toBe(204);
    expect((await buyer.get('/client/credits')).body[0]).toMatchObject({ status: 'paid', left: 10 });
    expect(await balancesOf(body.id as number)).toEqual({ client: 0, coach: 0, platform: 45_000, provider: -45_000 });
  });

  it('that nobody paid in time lapse, and count when they are paid after all', async () => {
    const buyer = await app.client();
    const { body } = await buyer.post(`/packs/${await sold(coach)}/purchase`);
    await app.nest.get(CreditExpiryService).run(new Date(Date.now() + 31 * 60_000));
    expect((await buyer.get('/client/credits')).body[0].status).toBe('expired');
    await pay(app, body.checkout_url as string);
    expect((await buyer.get('/client/credits')).body[0]).toMatchObject({ status: 'paid', left: 10 });
  });

  it('an admin refunds what is left: the share of each credit, rounded down, and nothing twice', async () => {
    const buyer = await app.client();
    const { body: purchase } = await buyer.post(`/packs/${await sold(coach, 3, 10_000)}/purchase`);
    await pay(app, purchase.checkout_url as string);
    const refund = () => admin.post(`/admin/purchases/${purchase.id}/refund`);
    expect((await refund()).body).toMatchObject({ status: 'refunded', left: 0, expired: 3, refunded_minor: 9999 });
    expect((await refund()).body).toMatchObject({ status: 409, code: 'nothing-to-refund' });
    await app.nest.get(RefundSenderService).run(app.nest.get(Clock).now());
    await deliverEvents(app);
    expect(await balancesOf(purchase.id as number)).toEqual({ client: 0, coach: 1, platform: 0, provider: -1 });
    expect((await bookedAtProvider(app, purchase.checkout_url as string)).refundedMinor).toBe(9999);
    expect(await miscountedCredits(app)).toEqual([]);
  });

  it('of somebody whom an admin deletes go back, and so does what is paid afterwards', async () => {
    const [seller, buyer] = await Promise.all([app.coach(), app.client()]);
    const pack = await sold(seller);
    const buy = async (by = buyer) =>
      (await by.post(`/packs/${pack}/purchase`)).body as { id: number; checkout_url: string };
    const [kept, open] = [await buy(), await buy()];
    const ofOther = await buy(client);
    await pay(app, kept.checkout_url);
    expect((await admin.delete(`/admin/users/${buyer.id}`)).status).toBe(204);
    expect((await admin.delete(`/admin/users/${seller.id}`)).status).toBe(204);
    await pay(app, open.checkout_url);
    await pay(app, ofOther.checkout_url);
    await app.nest.get(RefundSenderService).run(app.nest.get(Clock).now());
    await deliverEvents(app);
    for (const { id, checkout_url } of [kept, open, ofOther]) {
      expect((await bookedAtProvider(app, checkout_url)).refundedMinor).toBe(45_000);
      expect(await balancesOf(id)).toEqual({ client: 0, coach: 0, platform: 0, provider: 0 });
    }
    const checkouts = await app.sql(`SELECT status, url FROM checkouts WHERE coach_id = $1 ORDER BY id`, [seller.id]);
    expect(checkouts).toEqual(['paid', 'returned', 'returned'].map((status) => ({ status, url: null })));
    expect(await miscountedCredits(app)).toEqual([]);
  });
});

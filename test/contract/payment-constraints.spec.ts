import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const AT = '2026-11-01T09:00:00Z';
const NOBODY = 2_000_000_000;

/** Like constraints.spec.ts, for prices, payments and the books, and for those of the fake provider. */
describe('PostgreSQL', () => {
  let app: TestApp;

  let coach: Person;
  let client: Person;
  let booked: number;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    booked = await booking();
  });

  afterAll(() => app.stop());

  const add = (ref: string, reference: string, status = 'open', refunded = 0) =>
    app.sql(
      `INSERT INTO fake_payments (ref, reference, amount_minor, currency, description, success_url, cancel_url, status,
                                  refunded_minor, created_at, expires_at)
       VALUES ($1, $2, 4550, 'EUR', 'Check', 'https://a.example', 'https://a.example', $3, $4, now(), now())`,
      [ref, reference, status, refunded],
    );
  const tell = (reference: string, ref: string) =>
    app.sql(
      `INSERT INTO fake_payment_events (reference, kind, ref, amount_minor, created_at, due_at)
       VALUES ($1, 'paid', $2, 4550, now(), now())`,
      [reference, ref],
    );

  it('keeps one fake payment for each reference, in a known state', async () => {
    await add('a', 'checkout:a');
    await refuses('fake_payments_pkey', UNIQUE, add('a', 'checkout:b'));
    await refuses('fake_payments_reference_key', UNIQUE, add('b', 'checkout:a'));
    await refuses('fake_payments_status', CHECK, add('c', 'checkout:c', 'lost'));
  });

  it('returns nothing that was not paid', async () => {
    await add('d', 'checkout:d', 'paid', 4550);
    for (const [status, refunded] of [
      ['paid', 4551],
      ['paid', -1],
      ['open', 1],
    ] as const) {
      await refuses('fake_payments_refunded', CHECK, add('e', 'checkout:e', status, refunded));
    }
  });

  it('tells of a payment once, and of no other', async () => {
    await add('f', 'checkout:f');
    await tell('checkout:f', 'f');
    await refuses('fake_payment_events_pkey', UNIQUE, tell('checkout:f', 'f'));
    await refuses('fake_payment_events_ref_fkey', FOREIGN_KEY, tell('checkout:g', 'nobody'));
  });

  const booking = () =>
    insert(app, 'bookings', {
      ...{ coach_id: coach.id, client_id: client.id, slot_number: 1, status: 'cancelled', cancelled_by: 'client' },
    });
  const checkout = (more: object) =>
    insert(app, 'checkouts', {
      ...{ booking_id: booked, client_id: client.id, coach_id: coach.id, provider: 'fake', amount_minor: 100 },
      ...{ currency: 'EUR', status: 'ended', pay_until: AT, created_at: AT, ...more },
    });
  const refund = (checkout_id: number, more: object) =>
    insert(app, 'refunds', {
      ...{ checkout_id, amount_minor: 10, reason: `test:${Math.random()}`, status: 'failed', created_at: AT, ...more },
    });
  const transfer = (checkout_id: number) =>
    insert(app, 'transfers', {
      ...{
        checkout_id,
        at: AT,
        unit: 'EUR',
        amount: 1,
        from_account: 'client:1',
        to_account: 'platform',
        reason: 'test',
      },
    });
  it.each([
    ['checkouts_amount', { amount_minor: 0 }],
    ['checkouts_amount', { currency: 'euro' }],
    ['checkouts_status', { status: 'lost' }],
    ['checkouts_status', { status: 'paid' }],
    ['checkouts_status', { status: 'open', paid_at: AT }],
    ['checkouts_page', { url: 'https://pay.example' }],
  ])('refuses a checkout that breaks %s: %j', async (constraint, wrong) => {
    await refuses(constraint, CHECK, checkout(wrong));
  });

  it('has no page twice, and no checkouts, refunds and transfers of nobody or of nothing', async () => {
    const id = await checkout({ provider_ref: 'page' });
    await refuses('checkouts_provider_ref_key', UNIQUE, checkout({ provider_ref: 'page' }));
    await refuses('checkouts_booking_id_fkey', FOREIGN_KEY, checkout({ booking_id: NOBODY }));
    await refuses('checkouts_client_id_fkey', FOREIGN_KEY, checkout({ client_id: NOBODY }));
    await refuses('checkouts_coach_id_fkey', FOREIGN_KEY, checkout({ coach_id: NOBODY }));
    await refuses('transfers_checkout_id_fkey', FOREIGN_KEY, transfer(NOBODY));
    await app.sql(`UPDATE checkouts SET status = 'paid', paid_at = $2 WHERE id = $1`, [id, AT]);
    await refund(id, {});
    await refuses('refunds_checkout_id_fkey', FOREIGN_KEY, app.sql(`DELETE FROM checkouts WHERE id = $1`, [id]));
  });

  it.each([
    ['refunds_amount', { amount_minor: 0 }],
    ['refunds_status', { status: 'lost' }],
    ['refunds_status', { status: 'pending' }],
    ['refunds_status', { status: 'done' }],
    ['refunds_status', { due_at: AT }],
    ['refunds_tries', { tries: -1 }],
    ['refunds_tries', { round: 0 }],
  ])('refuses a refund that breaks %s: %j', async (constraint, wrong) => {
    const id = await checkout({ booking_id: await booking(), status: 'paid', paid_at: AT });
    await refuses(constraint, CHECK, refund(id, wrong));
  });

  it('hears each message of a provider once', async () => {
    const hear = () => app.sql(`INSERT INTO provider_events VALUES ('fake', 'evt', 'paid', now())`);
    await hear();
    await refuses('provider_events_pkey', UNIQUE, hear());
  });
});

import { type Person, TestApp } from '../support/app.js';
import { bought } from '../support/credits.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const AT = '2026-11-01T09:00:00Z';
const OFFER = { name: 'Ten', sessions: 10, price_minor: 45_000, currency: 'EUR' };
const NOBODY = 2_000_000_000;

/** Like constraints.spec.ts, for packs, purchases and credits. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    type = await opened(app, coach);
  });

  afterAll(() => app.stop());

  const pack = (wrong: object) => insert(app, 'packs', { coach_id: coach.id, ...OFFER, is_active: true, ...wrong });
  const purchase = (wrong: object) =>
    insert(app, 'pack_purchases', {
      ...{ client_id: client.id, coach_id: coach.id, ...OFFER, status: 'open', created_at: AT, pay_until: AT },
      ...{ credits_left: 0, credits_reserved: 0, credits_used: 0, credits_expired: 0, credits_adjusted: 0 },
      ...{ earned_minor: 0, refunded_minor: 0, ...wrong },
    });
  const transfer = (purchase_id: number, wrong: object) =>
    insert(app, 'transfers', {
      ...{
        at: AT,
        unit: `credit:${purchase_id}`,
        amount: 1,
        from_account: `client:${client.id}`,
        to_account: 'platform',
      },
      ...{ reason: `test:${Math.random()}`, purchase_id, ...wrong },
    });

  it.each([
    ['packs_name_length', { name: '' }],
    ['packs_name_length', { name: 'x'.repeat(121) }],
    ['packs_sessions', { sessions: 0 }],
    ['packs_sessions', { sessions: 201 }],
    ['packs_price', { price_minor: 0 }],
    ['packs_price', { currency: 'euro' }],
    ['packs_valid_days', { valid_days: 0 }],
    ['packs_session_types', { session_type_ids: [] }],
    ['packs_types_of_coach', { session_type_ids: [NOBODY] }],
  ])('refuses a pack that breaks %s: %j', async (constraint, wrong) => {
    await refuses(constraint, CHECK, pack(wrong));
  });

  it.each([
    ['pack_purchases_sessions', { sessions: 0 }],
    ['pack_purchases_price', { price_minor: 0 }],
    ['pack_purchases_status', { status: 'lost' }],
    ['pack_purchases_status', { status: 'paid' }],
    ['pack_purchases_status', { credits_left: 1 }],
    ['pack_purchases_status', { status: 'paid', paid_at: AT, valid_days: 5 }],
    ['pack_purchases_credits', { status: 'paid', paid_at: AT, credits_left: -1 }],
    ['pack_purchases_credits', { status: 'paid', paid_at: AT, credits_reserved: -1 }],
    ['pack_purchases_adjusted', { credits_adjusted: 1 }],
    ['pack_purchases_adjusted', { adjusted_because: '' }],
    ['pack_purchases_money', { earned_minor: 40_000, refunded_minor: 5001 }],
  ])('refuses a purchase that breaks %s: %j', async (constraint, wrong) => {
    await refuses(constraint, CHECK, purchase(wrong));
  });

  it('refuses packs and purchases of nobody', async () => {
    await refuses('packs_coach_id_fkey', FOREIGN_KEY, pack({ coach_id: NOBODY }));
    await refuses('pack_purchases_pack_id_fkey', FOREIGN_KEY, purchase({ pack_id: NOBODY }));
    await refuses('pack_purchases_client_id_fkey', FOREIGN_KEY, purchase({ client_id: NOBODY }));
    await refuses('pack_purchases_coach_id_fkey', FOREIGN_KEY, purchase({ coach_id: NOBODY }));
  });

  it('refuses credits of another purchase, more of them than there are, and transfers of nothing', async () => {
    const id = await bought(app, client, coach, { sessions: 1 });
    await refuses('transfers_of_purchase', CHECK, transfer(id, { unit: `credit:${id + 1}` }));
    await refuses('transfers_of_something', CHECK, transfer(id, { unit: 'EUR', purchase_id: null }));
    await refuses('transfers_unit', CHECK, transfer(id, { unit: 'cents' }));
    await refuses('pack_purchases_credits', CHECK, transfer(id, { amount: 2 }));
    await refuses('transfers_purchase_id_fkey', FOREIGN_KEY, transfer(id, { unit: 'EUR', purchase_id: NOBODY }));
    await refuses('transfers_booking_id_fkey', FOREIGN_KEY, transfer(id, { unit: 'EUR', booking_id: NOBODY }));
  });

  it('refuses a checkout of a booking and a purchase, of neither, and a second one of a purchase', async () => {
    const id = await purchase({});
    const checkout = (more: object) =>
      insert(app, 'checkouts', {
        ...{ client_id: client.id, coach_id: coach.id, provider: 'fake', amount_minor: 1, currency: 'EUR' },
        ...{ status: 'open', pay_until: AT, created_at: AT, ...more },
      });
    await refuses('checkouts_of_one', CHECK, checkout({}));
    await checkout({ purchase_id: id });
    await refuses('checkouts_open_purchase_key', UNIQUE, checkout({ purchase_id: id }));
    await refuses('checkouts_purchase_id_fkey', FOREIGN_KEY, checkout({ purchase_id: NOBODY }));
  });

  it('refuses a booking that a credit pays for without a credit, and the other way round', async () => {
    const id = await bought(app, client, coach);
    const booking = (more: object) =>
      insert(app, 'bookings', {
        coach_id: coach.id,
        client_id: client.id,
        status: 'cancelled',
        slot_number: 1,
        ...more,
      });
    const byCredit = { payment_status: 'refunded', payment_method: 'credit', price_minor: 5, currency: 'EUR' };
    await refuses('bookings_credit', CHECK, booking(byCredit));
    await refuses('bookings_credit', CHECK, booking({ credit_purchase_id: id, payment_status: 'none' }));
    const owed = { ...byCredit, credit_purchase_id: id, payment_minor: 5 };
    await refuses('bookings_payment_amounts', CHECK, booking(owed));
    await refuses(
      'bookings_credit_purchase_id_fkey',
      FOREIGN_KEY,
      booking({ ...byCredit, credit_purchase_id: NOBODY }),
    );
  });

  it('lets a session type be paid by credits alone, without a price', async () => {
    await app.sql(`UPDATE session_types SET payment = 'credits_only' WHERE id = $1`, [type]);
    await refuses(
      'session_types_payment',
      CHECK,
      app.sql(`UPDATE session_types SET payment = 'to_book' WHERE id = $1`, [type]),
    );
  });
});

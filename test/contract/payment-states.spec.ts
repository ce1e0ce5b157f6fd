import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { PAYMENT_METHODS, PAYMENT_STATES, PAYMENT_STATUSES } from '../../src/bookings/payment/payment-states.js';
import { type Person, TestApp } from '../support/app.js';
import { bought } from '../support/credits.js';
import { CHECK, refuses, UNIQUE } from '../support/violations.js';

type Wanted = Record<string, unknown>;

const AT = '2030-01-01T12:00:00Z';
const PRICE = 4_501;
const COMMON = {
  price_minor: PRICE,
  currency: 'EUR',
  late_cancellation_percent: 50,
  no_show_percent: 30,
};
const MADE = { created_at: '2029-12-01T12:00:00Z' };
const DEFAULTS = {
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  capacity: 1,
  location_kind: 'in_person',
  is_active: true,
  position: 0,
};
const BOOKINGS = ['pending', 'confirmed', 'completed', 'cancelled'] as const;
const STATES = [null, ...PAYMENT_METHODS].flatMap((method) =>
  PAYMENT_STATUSES.flatMap((payment) => BOOKINGS.map((booking) => ({ method, payment, booking }))),
);
const exists = ({ method, payment, booking }: (typeof STATES)[number]) =>
  PAYMENT_STATES.some(
    (state) => state.method === method && state.payment === payment && state.booking.includes(booking),
  );

/** The columns of a payment in this state, whole but for the state itself. */
function amountsOf(method: string | null, payment: string): Wanted {
  if (payment === 'none' || method === 'credit') return {};
  const minor = payment === 'waived' ? 0 : PRICE;
  const refunded = payment === 'refunded' ? PRICE : payment === 'partly_refunded' ? 1 : 0;
  return {
    payment_minor: minor,
    refunded_minor: refunded,
    pay_until: payment === 'due' && method === 'card' ? AT : null,
  };
}

/** Like constraints.spec.ts, for prices, payments and the ledger. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let purchase: number;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    await app.sql(`INSERT INTO schedules (coach_id) VALUES ($1)`, [coach.id]);
    purchase = await bought(app, client, coach, { sessions: 200, session_type_ids: [2_000_000_000] });
  });

  afterAll(() => app.stop());

  async function into(table: string, row: Wanted): Promise<number> {
    const columns = Object.keys(row).join(', ');
    const [inserted] = await app.sql<{ id: number }>(
      [
        `INSERT INTO`,
        table,
        `(${columns}) SELECT`,
        columns,
        `FROM jsonb_populate_record(NULL::${table}, $1) RETURNING id`,
      ].join(' '),
      [JSON.stringify(row)],
    );
    return inserted!.id;
  }

  let hour = 0;
  const hours = (n: number) => new Date(Date.UTC(2030, 0, 1, n)).toISOString();

  /** Each at a time of its own. */
  const book = (wanted: Wanted) =>
    into('bookings', {
      ...{
        coach_id: coach.id,
        client_id: client.id,
        status: 'confirmed',
        ...COMMON,
        scheduled_at: hours(hour),
        ends_at: hours(++hour),
      },
      ...(wanted.status === 'cancelled' ? { cancelled_by: 'coach' } : {}),
      ...wanted,
    });

  const checkout = (booking: number, wanted: Wanted = {}) =>
    into('checkouts', {
      ...{
        booking_id: booking,
        client_id: client.id,
        coach_id: coach.id,
        provider: 'fake',
        amount_minor: PRICE,
        currency: 'EUR',
      },
      ...{ status: 'open', pay_until: AT, created_at: AT, ...wanted },
    });

  async function paid(wanted: Wanted = {}): Promise<number> {
    const id = await book({ payment_method: 'card', payment_status: 'paid', payment_minor: PRICE, ...wanted });
    await checkout(id, { status: 'paid', paid_at: AT });
    return id;
  }

  async function update(assignments: string, id: number): Promise<Wanted> {
    const [rows] = await app.sql<Wanted[]>(
      [
        'UPDATE bookings SET',
        assignments,
        'WHERE id = $1 RETURNING payment_status, payment_minor, refunded_minor',
      ].join(' '),
      [id],
    );
    return (rows as unknown as Wanted[])[0]!;
  }

  const returned = (booking: number) =>
    app.sql<{ amount_minor: number }>(
      `SELECT r.amount_minor FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.booking_id = $1 ORDER BY r.id`,
      [booking],
    );

  it.each(STATES)('lets in what the table of states has, and nothing else: %j', async (state) => {
    const { method, payment, booking } = state;
    const common = { status: booking, payment_method: method, payment_status: payment };
    const row = { ...common, ...amountsOf(method, payment), credit_purchase_id: method === 'credit' ? purchase : null };
    if (exists(state)) await book(row);
    else await refuses('bookings_payment_states', CHECK, book(row));
  });

  it('has the states that ARCHITECTURE.md prints', () => {
    const text = readFileSync(join(PROJECT_ROOT, 'ARCHITECTURE.md'), 'utf8');
    const rows = PAYMENT_STATES.map(
      ({ method, payment, booking, because }) =>
        `| ${method ?? '–'} | ${payment} | ${booking.join(', ')} | ${because} |`,
    );
    const [, section = ''] = text.split('## A booking and its payment\n');
    expect(section.split('\n## ')[0]?.match(/^\| (?!method|---).*/gm)).toEqual(rows);
  });

  const PAID = { payment_method: 'card', payment_status: 'paid', payment_minor: PRICE };

  it.each([
    { ...PAID, payment_minor: null },
    { ...PAID, payment_minor: PRICE + 1 },
    { ...PAID, refunded_minor: 1 },
    { ...PAID, pay_until: AT },
    { ...PAID, payment_status: 'partly_refunded' },
    { ...PAID, payment_status: 'refunded', refunded_minor: PRICE - 1 },
    { ...PAID, price_minor: null, currency: null },
    { status: 'pending', payment_method: 'card', payment_status: 'due', payment_minor: PRICE },
    { refunded_minor: 1 },
  ])('refuses amounts that do not fit: %j', async (wanted) => {
    await refuses('bookings_payment_amounts', CHECK, book(wanted));
  });

  it.each([
    { price_minor: null },
    { currency: null },
    { price_minor: 0 },
    { price_minor: 100_000_001 },
    { currency: 'eur' },
  ])('refuses a price that is not whole: %j', async (wanted) => {
    await refuses('bookings_price', CHECK, book(wanted));
    const type = { coach_id: coach.id, name: 'Run', minutes: 60, price_minor: 1, currency: 'EUR', ...wanted };
    await refuses('session_types_price', CHECK, into('session_types', type));
  });

  it.each([{ payment: 'at_session' }, { payment: 'to_book' }, { payment: 'later' }])(
    'refuses terms without a price: %j',
    async (terms) => {
      await refuses(
        'session_types_payment',
        CHECK,
        into('session_types', { coach_id: coach.id, name: 'Run', minutes: 60, ...terms }),
      );
    },
  );

  it.each([
    [
      'free',
      {
        ...{ price_minor: null, currency: null },
        ...{ status: 'confirmed', payment_status: 'none', payment_method: null, payment_minor: null, minutes: null },
      },
    ],
    [
      'at_session',
      { status: 'confirmed', payment_status: 'due', payment_method: 'at_session', payment_minor: PRICE, minutes: null },
    ],
    [
      'to_book',
      { status: 'pending', payment_status: 'due', payment_method: 'card', payment_minor: PRICE, minutes: 30 },
    ],
  ])('copies the price onto a booking, unless it is free: %s', async (payment, copied) => {
    const type = { name: 'Run', minutes: 60, price_minor: PRICE, currency: 'EUR', payment, ...DEFAULTS };
    const session_type_id = await into('session_types', { coach_id: coach.id, ...type });
    const id = await book({ price_minor: null, currency: null, session_type_id, session_type_name: 'Run', ...MADE });
    const [row] = await app.sql(
      `SELECT price_minor, currency, status, payment_status, payment_method, payment_minor,
              extract(epoch FROM pay_until - created_at)::integer / 60 AS minutes
         FROM bookings WHERE id = $1`,
      [id],
    );
    expect(row).toEqual({ price_minor: PRICE, currency: 'EUR', ...copied });
  });

  it('keeps the price of a booking', async () => {
    const id = await book({});
    await refuses('bookings_keep_price', CHECK, update(`price_minor = 1`, id));
    await refuses('bookings_keep_price', CHECK, update(`currency = 'USD'`, id));
  });

  const LATE = `status = 'cancelled', cancelled_by = 'client', is_late_cancellation = true`;

  it.each([
    [`status = 'cancelled', cancelled_by = 'client'`, 'refunded', PRICE],
    [`status = 'cancelled', cancelled_by = 'coach'`, 'refunded', PRICE],
    [LATE, 'partly_refunded', PRICE - 2_250],
    [`attendance = 'client_no_show', attendance_at = now(), attendance_by = 'coach'`, 'partly_refunded', PRICE - 1_350],
    [`attendance = 'coach_no_show', attendance_at = now(), attendance_by = 'coach'`, 'refunded', PRICE],
    [`status = 'completed'`, 'paid', 0],
  ])('returns by the policy, after %s', async (assignments, payment_status, refunded_minor) => {
    const id = await paid();
    expect(await update(assignments, id)).toEqual({ payment_status, payment_minor: PRICE, refunded_minor });
    expect(await returned(id)).toEqual(refunded_minor === 0 ? [] : [{ amount_minor: refunded_minor }]);
  });

  it('returns the rest when a late fee is waived, and nothing twice', async () => {
    const id = await paid();
    await update(LATE, id);
    await update(`late_fee_waived_at = now()`, id);
    await update(`late_fee_waived_at = now() + interval '1 second'`, id);
    expect(await returned(id)).toEqual([{ amount_minor: PRICE - 2_250 }, { amount_minor: 2_250 }]);
    const balances = await app.sql(
      `SELECT account, sum(amount)::integer AS sum FROM ledger_entries e JOIN checkouts c ON c.id = e.checkout_id
        WHERE c.booking_id = $1 GROUP BY account ORDER BY account`,
      [id],
    );
    expect(balances).toEqual([
      { account: `client:${client.id}`, sum: PRICE },
      { account: `coach:${coach.id}`, sum: -PRICE },
    ]);
  });

  it('asks in person for the fee alone, and for nothing once that is waived', async () => {
    const id = await book({ payment_method: 'at_session', payment_status: 'due', payment_minor: PRICE });
    expect(await update(LATE, id)).toEqual({ payment_status: 'due', payment_minor: 2_250, refunded_minor: 0 });
    expect(await update(`late_fee_waived_at = now()`, id)).toEqual({
      ...{ payment_status: 'waived', payment_minor: 0, refunded_minor: 0 },
    });
  });

  it('forgets what was not paid, and ends its page', async () => {
    const id = await book({
      status: 'pending',
      payment_method: 'card',
      payment_status: 'due',
      payment_minor: PRICE,
      pay_until: AT,
    });
    const page = await checkout(id);
    expect(await update(`status = 'cancelled', cancelled_by = 'system'`, id)).toMatchObject({ payment_status: 'none' });
    expect(await app.sql(`SELECT status FROM checkouts WHERE id = $1`, [page])).toEqual([{ status: 'ended' }]);
  });

  it('refuses two open or two paid pages, and more back than was paid', async () => {
    const id = await paid();
    await refuses('checkouts_paid_key', UNIQUE, checkout(id, { status: 'paid', paid_at: AT }));
    await checkout(id);
    await refuses('checkouts_open_key', UNIQUE, checkout(id));
    const [page] = await app.sql<{ id: number }>(`SELECT id FROM checkouts WHERE booking_id = $1 AND status = 'paid'`, [
      id,
    ]);
    const back = (amount_minor: number, reason: string) =>
      into('refunds', {
        checkout_id: page!.id,
        amount_minor,
        reason,
        status: 'pending',
        tries: 0,
        due_at: AT,
        created_at: AT,
      });
    await refuses('refunds_at_most_paid', CHECK, back(PRICE + 1, 'test:1'));
    await back(PRICE - 1, 'test:2');
    await refuses('refunds_at_most_paid', CHECK, back(2, 'test:3'));
    await refuses('refunds_reason_key', UNIQUE, back(1, 'test:2'));
  });

  it('only adds to the ledger, and nothing twice', async () => {
    const page = await checkout(await book({}));
    const moved = (wanted: Wanted) =>
      into('transfers', {
        ...{
          at: AT,
          unit: 'EUR',
          amount: 1,
          from_account: 'platform',
          to_account: 'coach:1',
          reason: 'test',
          checkout_id: page,
        },
        ...wanted,
      });
    const id = await moved({});
    await refuses('transfers_reason_key', UNIQUE, moved({}));
    await refuses('transfers_append_only', CHECK, app.sql(`UPDATE transfers SET amount = 2 WHERE id = $1`, [id]));
    await refuses('transfers_append_only', CHECK, app.sql(`DELETE FROM transfers WHERE id = $1`, [id]));
    await refuses('transfers_amount', CHECK, moved({ reason: 'a', amount: 0 }));
    await refuses('transfers_unit', CHECK, moved({ reason: 'b', unit: 'eur' }));
    await refuses('transfers_accounts', CHECK, moved({ reason: 'c', to_account: 'platform' }));
    await refuses('transfers_accounts', CHECK, moved({ reason: 'd', to_account: 'coach:0' }));
  });
});

import { reconcile } from '../../src/cli/reconciled-day.js';
import { PaymentProvider } from '../../src/payments/providers/payment-provider.js';
import { type Person, TestApp } from '../support/app.js';
import { Clock } from '../../src/time/clock.js';
import { bookedAtProvider, press } from '../support/payments.js';

const DAY = '2031-05-01';
const NOON = new Date(`${DAY}T12:00:00Z`);

describe('npm run payments:reconcile', () => {
  let app: TestApp;
  let client: Person;
  let coach: Person;
  let bookingId: number;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ client, coach, bookingId } = await app.connected());
    app.setTime(NOON);
  });

  afterAll(() => app.stop());

  /** Somebody pays at the provider; what the ledger says of it is up to the test. */
  const paidThere = async (id: number, amountMinor = 4550, currency = 'EUR') => {
    const wish = {
      reference: `checkout:${id}`,
      amountMinor,
      currency,
      description: 'Check',
      expiresAt: app.nest.get(Clock).now(),
    };
    const addresses = { successUrl: 'https://a.example', cancelUrl: 'https://a.example' };
    const opened = await app.nest.get(PaymentProvider).createCheckout({ ...wish, ...addresses });
    await press(app, opened.url, 'pay');
    return opened;
  };

  const checkout = async () => {
    const [row] = await app.sql<{ id: number }>(
      `INSERT INTO checkouts (booking_id, client_id, coach_id, provider, amount_minor, currency, status, pay_until, created_at)
       VALUES ($1, $2, $3, 'fake', 4550, 'EUR', 'ended', $4, $4) RETURNING id`,
      [bookingId, client.id, coach.id, NOON],
    );
    return row!.id;
  };
  const noted = (id: number, amount = 4550, unit = 'EUR') =>
    app.sql(
      `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
       VALUES ($1, $2, $3, 'provider:fake', 'client:' || $4::int, 'checkout:' || $5::int || ':paid', $5)`,
      [NOON, unit, amount, client.id, id],
    );
  const compared = async (day = DAY) => {
    const environment = { NODE_ENV: 'test', DATABASE_URL: app.database.url };
    return (await reconcile(environment, day)).lines;
  };

  it('finds nothing when the two agree, and each kind of difference', async () => {
    const [fine, here, there, amount, currency] = await Promise.all(Array.from({ length: 5 }, checkout));
    await paidThere(fine!);
    await noted(fine!);
    expect(await compared()).toEqual([]);
    await noted(here!);
    await paidThere(there!);
    await paidThere(amount!);
    await noted(amount!, 4551);
    await paidThere(currency!);
    await noted(currency!, 4550, 'USD');
    const lines = await compared();
    expect(lines).toHaveLength(4);
    for (const [what, id] of [
      ['missing at the provider', here],
      ['missing in the ledger', there],
      ['another amount', amount],
      ['another currency', currency],
    ] as const) {
      expect(lines).toContainEqual(expect.stringContaining(`${what}: charge checkout:${id}: `));
    }
    expect(lines.find((line) => line.startsWith('another amount'))).toMatch(
      /ledger 4551 EUR at 2031-05-01T12:00:00.000Z \(checkout:\d+:paid\); provider 4550 EUR at 2031-05-01T12:00:00.000Z \(fake_\w+\)$/,
    );
    expect(await compared('2031-05-02')).toEqual([]);
  });

  it('finds refunds that one of the two does not know, of another amount, made twice, or for a payment of nobody', async () => {
    const day = '2031-07-01';
    const noon = new Date(`${day}T12:00:00Z`);
    app.setTime(noon);
    const back = (id: number, amount: number, reason: string, [from, to] = [`client:${client.id}`, 'provider:fake']) =>
      app.sql(
        `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id) VALUES ($1, 'EUR', $2, $3, $4, $5, $6)`,
        [noon, amount, from, to, reason, id],
      );
    const id = await checkout();
    const { url, providerRef } = await paidThere(id);
    await app.sql(
      `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
       VALUES ($1, 'EUR', 4550, 'provider:fake', 'client:' || $2::int, $3, $4)`,
      [noon, client.id, `checkout:${id}:paid`, id],
    );
    const returned = (reference: string, amountMinor: number) =>
      app.nest.get(PaymentProvider).refund({ reference, providerRef, amountMinor, currency: 'EUR' });
    await returned('refund:1:1', 100);
    await back(id, 100, 'refund:1:1');
    await back(id, 7, 'refund:2:1');
    await back(id, 7, 'refund:2:1:failed', ['provider:fake', `client:${client.id}`]);
    expect(await compared(day)).toEqual([]);
    await returned('refund:3:1', 200);
    await back(id, 300, 'refund:4:1');
    await returned('refund:5:1', 50);
    await back(id, 51, 'refund:5:1');
    await returned('refund:1:2', 100);
    expect((await compared(day)).map((line) => line.split(/: (?:ledger|provider) /)[0]).sort()).toEqual([
      'another amount: refund refund:5:1',
      'missing at the provider: refund refund:4:1',
      'missing in the ledger: refund refund:1:2',
      'missing in the ledger: refund refund:3:1',
    ]);
    expect((await bookedAtProvider(app, url)).refundedMinor).toBe(450);
    app.setTime(NOON);
  });

  it('says so when nobody takes payments', async () => {
    const environment = { NODE_ENV: 'test', DATABASE_URL: app.database.url, PAYMENTS: 'off' };
    await expect(reconcile(environment, DAY)).rejects.toThrow('Payments are off');
  });
});

import { TestApp } from '../support/app.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

/** Like constraints.spec.ts, for the books of the fake payment provider. */
describe('PostgreSQL', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
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
});

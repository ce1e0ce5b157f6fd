import { type Guard, guards } from './guard.js';
import { check } from './table-constraints.js';

const CONSTRAINTS = 'test/contract/payment-constraints.spec.ts';
const STRIPE = 'test/e2e/stripe.spec.ts';
const FAKE = 'test/e2e/dev-pay.spec.ts';

/** Payment providers: who may say that something was paid, and what is done once. */
export const PAYMENT_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/056-add-fake-payments.ts',
    [CONSTRAINTS],
    [
      ['fake_payments_pkey', 'PRIMARY KEY (ref)', 'UNIQUE (ref, reference)'],
      ['fake_payments_reference_key', 'UNIQUE (reference)', 'CHECK (reference IS NOT NULL)'],
      check('fake_payments_status', `status IN ('open', 'paid', 'declined', 'abandoned')`),
      check(
        'fake_payments_refunded',
        `refunded_minor BETWEEN 0 AND CASE status WHEN 'paid' THEN amount_minor ELSE 0 END`,
      ),
      ['fake_payment_events_pkey', 'PRIMARY KEY (reference, kind)', 'UNIQUE (reference, kind, created_at)'],
      [
        'fake_payment_events_ref_fkey',
        'FOREIGN KEY (ref) REFERENCES fake_payments (ref) ON DELETE CASCADE',
        'CHECK (attempts >= 0)',
      ],
    ],
  ),
  ...guards(
    'src/payments/providers/stripe/stripe-provider.ts',
    [STRIPE],
    [
      ['a key for idempotence at Stripe', '{ idempotencyKey: wish.reference }', '{}'],
      ['a refund is looked for before it is made', 'await madeBefore(stripe, payment, reference)', 'null'],
      ['old messages of Stripe are refused', 'const TOLERANCE_SECONDS = 300;', 'const TOLERANCE_SECONDS = 0;'],
    ],
  ),
  ...guards(
    'src/payments/providers/fake/fake-signature.ts',
    [FAKE],
    [
      [
        'the signature of the fake provider',
        `timingSafeEqual(digestOf(body, key, Number(time)), Buffer.from(signature, 'hex'))`,
        'true',
      ],
      ['its age', 'Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_SECONDS', 'false'],
    ],
  ),
];

import { type Guard, guards, type Line } from './guard.js';
import { check, references } from './table-constraints.js';

const CONSTRAINTS = 'test/contract/payment-constraints.spec.ts';
const STATES = 'test/contract/payment-states.spec.ts';
const STRIPE = 'test/e2e/stripe.spec.ts';
const FAKE = 'test/e2e/dev-pay.spec.ts';

/** Without the rule of a constraint, in the text of a table. */
const rules = (...names: string[]) =>
  names.map((name): Line => [name, `CONSTRAINT ${name} CHECK (`, `CONSTRAINT ${name} CHECK (true OR `]);

const twice = (...names: string[]) => names.map((name): Line => [name, `UNIQUE INDEX ${name}`, `INDEX ${name}`]);

/** Prices and the books; payment providers: who may say that something was paid, and what is done once. */
export const PAYMENT_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/053-add-prices.ts',
    [STATES],
    [
      ['session_types_price', 'session_types_price: `(', 'session_types_price: `true OR ('],
      ['session_types_payment', 'session_types_payment: `payment', 'session_types_payment: `true OR payment'],
      ['bookings_price', 'bookings_price: `(', 'bookings_price: `true OR ('],
      ['bookings_payment_amounts', 'bookings_payment_amounts: `CASE', 'bookings_payment_amounts: `true OR CASE'],
    ],
  ),
  ...guards(
    'migrations/058-move-refunded-bookings.ts',
    [STATES],
    [['bookings_payment_states', 'bookings_payment_states CHECK (`', 'bookings_payment_states CHECK (true OR `']],
  ),
  ...guards(
    'migrations/054-add-payments.ts',
    [CONSTRAINTS],
    [
      references('checkouts_booking_id_fkey', 'booking_id', 'bookings'),
      references('checkouts_client_id_fkey', 'client_id', 'users'),
      references('checkouts_coach_id_fkey', 'coach_id', 'users'),
      references('refunds_checkout_id_fkey', 'checkout_id', 'checkouts'),
      references('transfers_checkout_id_fkey', 'checkout_id', 'checkouts'),
      ...rules('checkouts_amount', 'checkouts_status', 'checkouts_page'),
      ...rules('refunds_amount', 'refunds_status', 'refunds_tries'),
      ...twice('checkouts_provider_ref_key'),
      ['provider_events_pkey', 'PRIMARY KEY (provider, event_id)', 'PRIMARY KEY (provider, event_id, received_at)'],
    ],
  ),
  ...guards(
    'migrations/054-add-payments.ts',
    [STATES],
    [
      ...rules('transfers_amount', 'transfers_unit', 'transfers_accounts'),
      ...twice('checkouts_open_key', 'checkouts_paid_key'),
      ['refunds_reason_key', 'refunds_reason_key UNIQUE (reason)', 'refunds_reason_key UNIQUE (reason, id)'],
      ['transfers_reason_key', 'transfers_reason_key UNIQUE (reason)', 'transfers_reason_key UNIQUE (reason, id)'],
      ['refunds_at_most_paid', 'IF paid IS NULL OR paid <', 'IF false AND paid <'],
      ['transfers_append_only', 'BEFORE UPDATE OR DELETE ON transfers', 'BEFORE UPDATE OF id ON transfers'],
      [
        'bookings_copy_price',
        `WHEN (NEW.session_type_id IS NOT NULL AND NEW.kind = 'booking'`,
        `WHEN (false AND NEW.kind = 'booking'`,
      ],
      ['bookings_keep_price', 'BEFORE UPDATE OF price_minor, currency ON bookings', 'BEFORE UPDATE OF id ON bookings'],
      [
        'bookings_settle_payment',
        'BEFORE UPDATE OF status, attendance, late_fee_waived_at ON bookings',
        'BEFORE UPDATE OF id ON bookings',
      ],
    ],
  ),
  ...guards(
    'migrations/060-keep-paying.ts',
    ['test/contract/credit-constraints.spec.ts'],
    [['packs_types_of_coach', '< cardinality(NEW.session_type_ids) THEN', '< 0 THEN']],
  ),
  ...guards(
    'migrations/060-keep-paying.ts',
    ['test/e2e/payments.spec.ts'],
    [
      [
        'bookings_pay_before_start',
        'NEW.pay_until := least(NEW.pay_until, ',
        'NEW.pay_until := greatest(NEW.pay_until, ',
      ],
    ],
  ),
  ...guards(
    'migrations/054-add-payments.ts',
    ['test/e2e/admin-audit.spec.ts'],
    [
      [
        'refunds_audit',
        `= 'admin') EXECUTE FUNCTION admin_audit_note('refund'`,
        `= 'nobody') EXECUTE FUNCTION admin_audit_note('refund'`,
      ],
    ],
  ),
  ...guards(
    'src/payments/checkouts/purchase-payments.ts',
    ['purchases'],
    [['nobody who is gone keeps what is paid for them', 'parties.length === 2', 'true']],
  ),
  ...guards(
    'src/packs/pack-records.service.ts',
    ['own-deletion'],
    [
      ['credits end with the account', 'await tx.rows(EXPIRE, [userId, this.clock.now()]);', ''],
      ['a second deletion returns nothing', `$2 IN ('admin', 'coach') AND p.coach_id = $1`, `true`],
    ],
  ),
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

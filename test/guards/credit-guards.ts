import { type Guard, guards } from './guard.js';
import { check, references } from './table-constraints.js';

const CONSTRAINTS = 'test/contract/credit-constraints.spec.ts';

/** Packs, purchases and the credits that pay for sessions. */
export const CREDIT_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/052-add-packs.ts',
    [CONSTRAINTS],
    [
      [
        'packs_coach_id_fkey',
        'packs_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES schedules (coach_id)',
        'packs_coach_id_fkey FOREIGN KEY (id) REFERENCES packs (id)',
      ],
      references('pack_purchases_pack_id_fkey', 'pack_id', 'packs'),
      references('pack_purchases_client_id_fkey', 'client_id', 'users'),
      references('pack_purchases_coach_id_fkey', 'coach_id', 'users'),
      check('packs_name_length', 'char_length(name) BETWEEN 1 AND 120'),
      ['packs_sessions', 'CONSTRAINT packs_sessions CHECK (', 'CONSTRAINT packs_sessions CHECK (true OR '],
      ['packs_price', 'CONSTRAINT packs_price CHECK (', 'CONSTRAINT packs_price CHECK (true OR '],
      check('packs_valid_days', 'valid_days BETWEEN 1 AND 3650'),
      check('packs_session_types', 'cardinality(session_type_ids) BETWEEN 1 AND 100'),
      ...['sessions', 'price', 'credits', 'adjusted', 'money'].map((name) => {
        const begins = `CONSTRAINT pack_purchases_${name} CHECK (`;
        return [`pack_purchases_${name}`, begins, `${begins}true OR `] as const;
      }),
      [
        'pack_purchases_status',
        'CONSTRAINT pack_purchases_status CHECK (CASE',
        'CONSTRAINT pack_purchases_status CHECK (true OR CASE',
      ],
    ],
  ),
  ...guards(
    'migrations/053-add-prices.ts',
    [CONSTRAINTS],
    [
      [
        'bookings_credit_purchase_id_fkey',
        'FOREIGN KEY (credit_purchase_id) REFERENCES pack_purchases (id)',
        'FOREIGN KEY (id) REFERENCES bookings (id)',
      ],
      ['bookings_credit', 'bookings_credit: `(', 'bookings_credit: `true OR ('],
    ],
  ),
  ...guards(
    'migrations/054-add-payments.ts',
    [CONSTRAINTS],
    [
      references('checkouts_purchase_id_fkey', 'purchase_id', 'pack_purchases'),
      references('transfers_purchase_id_fkey', 'purchase_id', 'pack_purchases'),
      references('transfers_booking_id_fkey', 'booking_id', 'bookings'),
      ...['checkouts_of_one', 'transfers_of_something', 'transfers_of_purchase'].map((name) => {
        const begins = `CONSTRAINT ${name} CHECK (`;
        return [name, begins, `${begins}true OR `] as const;
      }),
      ['checkouts_open_purchase_key', 'UNIQUE INDEX checkouts_open_purchase_key', 'INDEX checkouts_open_purchase_key'],
    ],
  ),
  ...guards(
    'migrations/052-add-packs.ts',
    ['purchases'],
    [['pack_purchases_audit', `' ', 2) = 'admin')`, `' ', 2) = 'nobody')`]],
  ),
  ...guards(
    'migrations/054-add-payments.ts',
    ['credits'],
    [['checkouts_paid_purchase_key', 'UNIQUE INDEX checkouts_paid_purchase_key', 'INDEX checkouts_paid_purchase_key']],
  ),
  ...guards(
    'migrations/055-count-credits.ts',
    ['credit-races'],
    [
      [
        'a booking locks the purchase',
        'ORDER BY p.expires_at NULLS LAST, p.id LIMIT 1 FOR NO KEY UPDATE',
        'ORDER BY p.expires_at NULLS LAST, p.id LIMIT 1',
      ],
    ],
  ),
  ...guards(
    'migrations/055-count-credits.ts',
    ['credits'],
    [
      [
        'bookings_by_credit',
        `(NEW.kind = 'booking' AND NEW.session_type_id IS NOT NULL`,
        `(false AND NEW.session_type_id IS NOT NULL`,
      ],
      [
        'bookings_settle_credit',
        'BEFORE ${CHANGES} ${IS_BY_CREDIT}',
        'BEFORE UPDATE OF id ON bookings ${IS_BY_CREDIT}',
      ],
      [
        'bookings_note_credit',
        'AFTER INSERT ON bookings ${IS_BY_CREDIT}',
        'AFTER UPDATE OF id ON bookings ${IS_BY_CREDIT}',
      ],
      [
        'bookings_note_credit_change',
        'AFTER ${CHANGES} ${IS_BY_CREDIT}',
        'AFTER UPDATE OF id ON bookings ${IS_BY_CREDIT}',
      ],
      ['transfers_count_credits', `WHEN (NEW.unit LIKE 'credit:%') EXECUTE`, 'WHEN (false) EXECUTE'],
      ['checkouts_grant_credits', `WHEN (NEW.status = 'paid' AND NEW.purchase_id IS NOT NULL)`, 'WHEN (false)'],
      ['the credit that expires first pays', 'ORDER BY p.expires_at NULLS LAST, p.id LIMIT 1', 'ORDER BY p.id LIMIT 1'],
      [
        'a credit pays for no session after its end',
        'AND (p.expires_at IS NULL OR p.expires_at > NEW.scheduled_at)\n',
        '\n',
      ],
      [
        'a credit pays for its types alone',
        'AND (p.session_type_ids IS NULL OR NEW.session_type_id = ANY (p.session_type_ids))\n',
        '\n',
      ],
      ['bookings_have_credit', `ELSIF t.payment = 'credits_only' OR`, 'ELSIF false AND'],
      ['bookings_within_credit', 'p.expires_at <= NEW.scheduled_at', 'false'],
      ['a credit of a cancellation in time comes back', `b.is_late_cancellation AND`, 'true AND'],
      ['the last credit earns the rest', 'IF p.credits_left + p.credits_reserved > 0 THEN', 'IF true THEN'],
      ['credits are granted once', `AND status IN ('open', 'expired') RETURNING`, 'RETURNING'],
    ],
  ),
];

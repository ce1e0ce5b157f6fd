import type { HeldTables } from './held-table.js';

const LEDGER = 'money was paid; the books keep what it was paid for';

/** What coaches sell together, and what clients bought. */
export const PACKS: HeldTables = {
  packs: {
    holds: 'Several sessions that a coach sells together.',
    why: 'So that clients can buy them.',
    kept: 'Until the coach deletes them.',
    whose: [{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/packs', explained: 'packs that you sell' }],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', coach_id: 'person', name: 'data', sessions: 'data', price_minor: 'data', currency: 'data' },
      ...{ valid_days: 'data', session_type_ids: 'data', is_active: 'data' },
    },
  },
  pack_purchases: {
    holds: 'Packs that a client bought of a coach, and what became of their credits.',
    why: 'So that the credits pay for sessions.',
    kept: 'Always; the books refer to it.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'purchases' },
        explained: 'packs that you bought, and what became of their credits',
        without: ['earned_minor'],
      },
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/purchases' },
        explained: 'packs that clients bought of you',
        without: ['adjusted_because'],
      },
    ],
    deletion: {
      ...{ sessions: LEDGER, price_minor: LEDGER, currency: LEDGER, valid_days: LEDGER, session_type_ids: LEDGER },
      ...{ status: LEDGER, created_at: LEDGER, pay_until: LEDGER, paid_at: LEDGER, expires_at: LEDGER },
      ...{ credits_left: LEDGER, credits_reserved: LEDGER, credits_used: LEDGER, credits_expired: LEDGER },
      ...{ earned_minor: LEDGER, refunded_minor: LEDGER, credits_adjusted: LEDGER, name: LEDGER },
    },
    order: 'id',
    columns: {
      ...{ id: 'key', pack_id: 'key', client_id: 'person', coach_id: 'person', name: 'data', sessions: 'data' },
      ...{ price_minor: 'data', currency: 'data', valid_days: 'data', session_type_ids: 'data', status: 'data' },
      ...{ created_at: 'data', pay_until: 'data', paid_at: 'data', expires_at: 'data', credits_left: 'data' },
      ...{ credits_reserved: 'data', credits_used: 'data', credits_expired: 'data', earned_minor: 'data' },
      ...{ refunded_minor: 'data', credits_adjusted: 'data', adjusted_because: 'data' },
    },
  },
};

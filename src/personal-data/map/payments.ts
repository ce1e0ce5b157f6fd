import type { HeldTables } from './held-table.js';

const LEDGER = 'the books have to prove what was paid to whom, and what went back';
const OF_CHECKOUTS = (party: string) => `checkout_id IN (SELECT c.id FROM checkouts c WHERE c.${party} = $1)`;
const OF_ACCOUNT = (account: string) => `'${account}:' || $1::text IN (t.from_account, t.to_account)`;

/** What was paid by card, and the books. Nothing in them names anybody but by ids. */
export const PAYMENTS: HeldTables = {
  checkouts: {
    holds:
      'Payments by card of bookings and packs: how much, when, and what the provider calls them. Never a number of a card.',
    why: 'So that clients can pay, and so that what they paid can go back.',
    kept: 'Always; the books refer to it.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'payments' },
        explained: 'your payments by card',
      },
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/payments' },
        explained: 'payments by card of clients for sessions and packs of yours',
        without: ['provider_ref', 'url'],
      },
    ],
    deletion: {
      ...{ provider: LEDGER, provider_ref: LEDGER, amount_minor: LEDGER, currency: LEDGER, status: LEDGER },
      ...{ pay_until: LEDGER, created_at: LEDGER, paid_at: LEDGER },
    },
    order: 'id',
    columns: {
      ...{ id: 'key', booking_id: 'key', purchase_id: 'key', client_id: 'person', coach_id: 'person' },
      ...{ provider: 'data', provider_ref: 'data', url: 'secret', amount_minor: 'data', currency: 'data' },
      ...{ status: 'data', pay_until: 'data', created_at: 'data', paid_at: 'data' },
    },
  },
  refunds: {
    holds: 'What goes back of payments by card, and what became of it at the provider.',
    why: 'So that it goes back once, and whatever fails is tried again.',
    kept: 'Always; the books refer to it.',
    whose: [
      {
        ...{ who: 'the client', rows: OF_CHECKOUTS('client_id'), file: 'refunds' },
        explained: 'what you got back',
      },
      {
        ...{ who: 'the coach', rows: OF_CHECKOUTS('coach_id'), file: 'coaching/refunds' },
        explained: 'what clients got back of payments for sessions and packs of yours',
      },
    ],
    deletion: {
      ...{ amount_minor: LEDGER, reason: LEDGER, status: LEDGER, created_at: LEDGER, done_at: LEDGER },
      last_error: 'the words of the provider, or ours; admins see why a refund failed',
    },
    order: 'id',
    columns: {
      ...{ id: 'key', checkout_id: 'key', amount_minor: 'data', reason: 'data', status: 'data', tries: 'none' },
      ...{ round: 'none', due_at: 'none', last_error: 'none', created_at: 'data', done_at: 'data' },
    },
  },
  transfers: {
    holds:
      'The books: each movement of money or credits from one account to another, with its reason. A constraint refuses every change.',
    why: 'So that each balance can be proved.',
    kept: 'Always.',
    whose: [
      {
        ...{ who: 'the client', rows: OF_ACCOUNT('client'), file: 'ledger' },
        explained: 'each movement of your money and of your credits; the reason says which way',
      },
      {
        ...{ who: 'the coach', rows: OF_ACCOUNT('coach'), file: 'coaching/ledger' },
        explained: 'each movement of what you earn; the reason says which way',
      },
    ],
    deletion: { at: LEDGER, unit: LEDGER, amount: LEDGER, reason: LEDGER },
    order: 'id',
    columns: {
      ...{ id: 'key', at: 'data', unit: 'data', amount: 'data', from_account: 'person', to_account: 'person' },
      ...{ reason: 'data', checkout_id: 'key', booking_id: 'key', purchase_id: 'key' },
    },
  },
};

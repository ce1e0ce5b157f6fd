import type { Person, TestApp } from '../../support/app.js';
import { bought } from '../../support/credits.js';
import { insert } from '../../support/rows.js';
import type { Sent } from '../access-table.js';

const TEN = { name: 'Ten sessions', sessions: 10 };

export const PACK: Sent = { body: { ...TEN, price: { amount_minor: 45_000, currency: 'EUR' } } };

/** A pack of the coach, and one that the client bought. */
export async function packsOf(app: TestApp, coach: Person, client: Person) {
  return {
    packs: await insert(app, 'packs', {
      coach_id: coach.id,
      ...TEN,
      price_minor: 45_000,
      currency: 'EUR',
      is_active: true,
    }),
    purchases: await bought(app, client, coach),
  };
}

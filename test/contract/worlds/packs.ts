import type { TestApp } from '../../support/app.js';
import { insert } from '../../support/rows.js';
import type { Sent } from '../access-table.js';

const TEN = { name: 'Ten sessions', sessions: 10 };

export const PACK: Sent = { body: { ...TEN, price: { amount_minor: 45_000, currency: 'EUR' } } };

/** A pack of the coach. */
export async function packsOf(app: TestApp, { coach_id }: { readonly coach_id: number }) {
  return { packs: await insert(app, 'packs', { coach_id, ...TEN, price_minor: 45_000, currency: 'EUR' }) };
}

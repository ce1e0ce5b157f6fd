import { randomUUID } from 'node:crypto';
import { provePayments } from '../prove/payments.js';
import { build } from '../support/built.js';

describe('payments', () => {
  const seed = process.env['HISTORY_SEED'] ?? randomUUID();

  beforeAll(() => build(), 120_000);

  it('are taken and returned once, whenever the server is killed between two steps', async () => {
    const { figures, flaws } = await provePayments({ seed, kills: 2 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('differences that reconciling finds')).toBe(0);
  }, 180_000);
});

import { randomUUID } from 'node:crypto';
import { proveWaitlists } from '../prove/waitlists.js';
import { build } from '../support/built.js';

describe('waitlists', () => {
  const seed = process.env['HISTORY_SEED'] ?? randomUUID();

  beforeAll(() => build(), 120_000);

  it('lose no offer and give none twice, whenever servers and workers are killed', async () => {
    const { figures, flaws } = await proveWaitlists({ seed, kills: 2 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('answers')).toBeGreaterThan(100);
  }, 300_000);
});

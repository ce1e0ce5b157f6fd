import { randomUUID } from 'node:crypto';
import { proveEffects } from '../prove/effects.js';
import { build } from '../support/built.js';

describe('effects of events', () => {
  const seed = process.env['HISTORY_SEED'] ?? randomUUID();

  beforeAll(() => build(), 120_000);

  it('are recorded once, whatever dies: workers, PostgreSQL, the line to the mail server', async () => {
    const { figures, flaws } = await proveEffects({ seed, events: 60, kills: 2, outages: 1 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('effects recorded')).toBeGreaterThan(180);
  }, 180_000);
});

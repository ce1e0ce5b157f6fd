import { randomUUID } from 'node:crypto';
import { breakDatabase, DATABASE_FAULTS } from '../prove/database-faults.js';
import { build } from '../support/built.js';

describe('under load,', () => {
  beforeAll(() => build(), 120_000);

  it('failures of PostgreSQL give 503 with Retry-After, service is back in 10 s, and no acknowledged write is lost', async () => {
    const seed = process.env['HISTORY_SEED'] ?? randomUUID();
    const { figures, flaws } = await breakDatabase({ seed, faults: DATABASE_FAULTS, rounds: 1 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('answers')).toMatch('503 unavailable');
  }, 120_000);
});

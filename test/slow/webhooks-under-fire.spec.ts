import { randomUUID } from 'node:crypto';
import { proveWebhooks } from '../prove/webhooks.js';
import { build } from '../support/built.js';

describe('webhooks', () => {
  const seed = process.env['HISTORY_SEED'] ?? randomUUID();

  beforeAll(() => build(), 120_000);

  it('arrive, whatever dies or misbehaves, beside an endpoint that never answers', async () => {
    const { figures, flaws } = await proveWebhooks({ seed, events: 100, kills: 2, outages: 1 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('events')).toBe(100);
  }, 180_000);
});

import { randomUUID } from 'node:crypto';
import { killInstances } from '../prove/kills.js';
import { shutDownInTurn } from '../prove/shutdowns.js';
import { build } from '../support/built.js';

describe('under load,', () => {
  const seed = process.env['HISTORY_SEED'] ?? randomUUID();

  beforeAll(() => build(), 120_000);

  it('kill -9 of an instance loses no acknowledged write, repeats none, and leaves no Idempotency-Key without its booking', async () => {
    const { figures, flaws } = await killInstances({ seed, kills: 2 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('kill -9 of an instance')).toBe(2);
    expect(new Map(figures).get('requests that got no answer')).toBeGreaterThan(0);
    expect(new Map(figures).get('of them sent again / answered from memory')).toMatch(/\/ [1-9]/);
  }, 120_000);

  it('after SIGTERM the instance answers every request that the balancer sent while it was ready, and exits with 0', async () => {
    const { figures, flaws } = await shutDownInTurn({ seed, instances: 2, ended: 1 });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(new Map(figures).get('requests that got no answer')).toBe(0);
  }, 120_000);
});

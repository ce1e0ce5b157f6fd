import { expectFairWorlds } from '../waitlists/fairness.js';

describe('the waitlists of any coach', () => {
  it('are first come, first served, whatever happens: a few worlds', () => expectFairWorlds(6, 40), 120_000);
});

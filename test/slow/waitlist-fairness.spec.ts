import { expectFairWorlds } from '../waitlists/fairness.js';

describe('the waitlists of any coach', () => {
  it('are first come, first served, whatever happens: many worlds', () => expectFairWorlds(25, 80), 900_000);
});

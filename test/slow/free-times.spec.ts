import { compareTimes } from '../availability/against-oracle.js';

/** WORLDS=10000 looks longer. */
const WORLDS = Number(process.env['WORLDS'] ?? 1_000);

describe('free times, in many worlds around clock changes,', () => {
  it('are those of a slow oracle on another library', () => compareTimes(WORLDS), 300_000);
});

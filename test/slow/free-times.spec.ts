import { compareTimes } from '../availability/against-oracle.js';

const WORLDS = 10_000;

describe('free times, in ten thousand worlds around clock changes,', () => {
  it('are those of a slow oracle on another library', () => compareTimes(WORLDS), 300_000);
});

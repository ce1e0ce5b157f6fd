import { compareReasons } from '../availability/against-oracle.js';

const WORLDS = 10_000;

// A file of its own, so that it runs beside the times.
describe('free times, in ten thousand worlds around clock changes,', () => {
  it('are explained by every reason that the oracle finds, and by no other', () => compareReasons(WORLDS), 300_000);
});

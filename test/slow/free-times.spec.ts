import { compareReasons, compareTimes } from '../availability/against-oracle.js';

const WORLDS = 10_000;

describe('free times, in ten thousand worlds around clock changes,', () => {
  it('are those of a slow oracle on another library', () => compareTimes(WORLDS), 300_000);

  it('are explained by every reason that the oracle finds, and by no other', () => compareReasons(WORLDS), 300_000);
});

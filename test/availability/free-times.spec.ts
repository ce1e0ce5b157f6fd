import { compareReasons, compareTimes } from './against-oracle.js';

/** The slow tests look at many more. */
const WORLDS = 400;

describe('free times', () => {
  it('are those of a slow oracle on another library, in any world around a clock change', () => compareTimes(WORLDS));

  it('are explained by every reason that the oracle finds, and by no other', () => compareReasons(WORLDS));
});

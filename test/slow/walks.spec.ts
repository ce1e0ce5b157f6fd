import { expectSoundWalks } from '../walks/walks.js';

/** WALKS=1000 looks longer. */
const { WALKS } = process.env;

describe('whatever a few people do to bookings, series, waitlists, payments and credits', () => {
  it(
    'is answered as documented, and leaves slots, times and credits sound',
    () => expectSoundWalks(WALKS ? { walks: Number(WALKS), seconds: Infinity } : { walks: 100, seconds: 15 }),
    14_400_000,
  );
});

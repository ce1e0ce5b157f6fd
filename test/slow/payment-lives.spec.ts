import { expectSoundLives } from '../payments/lives.js';

/** LIVES=10000 looks longer. */
const { LIVES } = process.env;

describe('bookings and packs that are paid for', () => {
  it(
    'have in ledger, bookings and provider what is owed, whatever happens: many lives',
    () => expectSoundLives(LIVES ? { lives: Number(LIVES), seconds: Infinity } : { lives: 500, seconds: 8 }),
    14_400_000,
  );
});

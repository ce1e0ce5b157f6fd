import { expectSoundLives } from '../payments/lives.js';

/** LIVES=10000 looks longer. */
const LIVES = Number(process.env['LIVES'] ?? 60);

describe('bookings that are paid by card', () => {
  it(
    'have in ledger, bookings and provider what is owed, whatever happens: many lives',
    () => expectSoundLives(LIVES, 30),
    7_200_000,
  );
});

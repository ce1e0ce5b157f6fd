import fc from 'fast-check';
import { WAIT_KINDS, type WaitKind } from '../../src/waitlist/domain/wait-target.js';

export const CLIENTS = 5;
export const COUNTS = { slot: 2, time: 6, seat: 2 };

const DEEDS = [
  'join',
  'join',
  'join',
  'leave',
  'accept',
  'decline',
  'book',
  'book',
  'cancel',
  'cancel',
  'busy',
  'client',
  'coach',
  'wait',
] as const;

/** Somebody does something, and time passes. */
export interface Step {
  readonly deed: (typeof DEEDS)[number];
  readonly client: number;
  readonly kind: WaitKind;
  readonly number: number;
  readonly minutes: number;
}

export const steps = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      deed: fc.constantFrom(...DEEDS),
      client: fc.nat(CLIENTS - 1),
      kind: fc.constantFrom(...WAIT_KINDS),
      number: fc.nat(COUNTS.time - 1),
      minutes: fc.constantFrom(5, 5, 10, 30, 119, 121),
    }),
    { minLength: most, maxLength: most },
  );

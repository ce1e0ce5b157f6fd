import { InvalidTransitionError } from './booking-errors.js';
import { BOOKING_STATUSES, type BookingParty, type BookingStatus, isActive, nextStatus } from './booking-status.js';

const PARTIES = ['client', 'coach', 'admin'] as const satisfies readonly BookingParty[];

/** TABLE[from][to] lists the parties that may ask for it. `same`: everyone may, and nothing changes. */
const TABLE: Record<BookingStatus, Record<BookingStatus, readonly BookingParty[] | 'same'>> = {
  pending: { pending: 'same', confirmed: ['coach'], completed: [], cancelled: PARTIES },
  confirmed: { pending: [], confirmed: 'same', completed: ['coach'], cancelled: PARTIES },
  completed: { pending: [], confirmed: [], completed: 'same', cancelled: [] },
  cancelled: { pending: [], confirmed: [], completed: [], cancelled: 'same' },
};

const cases = BOOKING_STATUSES.flatMap((from) =>
  BOOKING_STATUSES.flatMap((to) =>
    PARTIES.map((party) => {
      const allowed = TABLE[from][to];
      return { from, to, party, outcome: allowed === 'same' || allowed.includes(party) ? 'allowed' : 'refused' };
    }),
  ),
);

describe('the status of a booking', () => {
  it.each(cases.filter(({ outcome }) => outcome === 'allowed'))(
    'goes from $from to $to when the $party asks',
    ({ from, to, party }) => {
      expect(nextStatus(from, to, party)).toBe(to);
    },
  );

  it.each(cases.filter(({ outcome }) => outcome === 'refused'))(
    'does not go from $from to $to when the $party asks, and the refusal names both',
    ({ from, to, party }) => {
      const attempt = () => nextStatus(from, to, party);
      expect(attempt).toThrow(InvalidTransitionError);
      expect(attempt).toThrow(from);
      expect(attempt).toThrow(to);
    },
  );

  it('is tested for all 48 combinations', () => {
    expect(cases).toHaveLength(48);
  });

  it.each([
    ['pending', true],
    ['confirmed', true],
    ['completed', false],
    ['cancelled', false],
  ] as const)('%s holds its slot: %s', (status, holds) => {
    expect(isActive(status)).toBe(holds);
  });
});

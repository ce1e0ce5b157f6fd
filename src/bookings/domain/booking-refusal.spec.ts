import { refusalOf, type SlotSituation } from './booking-refusal.js';

const CLIENT = 5;
const OTHER = 6;
const SLOT = 3;

const free: SlotSituation = {
  bookable: true,
  totalSlots: 10,
  availableSlots: 10,
  holderId: null,
  isOffered: false,
  hasLapsed: false,
  timeTaken: false,
  limitReached: false,
};

describe('the reason why a client did not get a slot', () => {
  it.each([
    ['coach-not-found', 'the coach cannot be booked', { bookable: false }],
    ['coach-not-found', 'the coach is gone although the client holds the slot', { bookable: false, holderId: CLIENT }],
    ['validation-failed', 'the coach has no such slot, whatever else', { totalSlots: 2, timeTaken: true }],
    ['already-booked', 'the client holds the slot', { holderId: CLIENT }],
    ['already-booked', 'the client holds the slot and the coach is full', { holderId: CLIENT, availableSlots: 0 }],
    [
      'no-available-slots',
      'the coach is full and another client holds the slot',
      { holderId: OTHER, availableSlots: 0 },
    ],
    ['slot-taken', 'another client holds the slot', { holderId: OTHER, availableSlots: 9 }],
    ['slot-taken', 'another client holds the slot and the time is taken', { holderId: OTHER, timeTaken: true }],
    [
      'time-conflict',
      'the slot is offered to the client, but the time is taken',
      { isOffered: true, availableSlots: 0, holderId: CLIENT, timeTaken: true },
    ],
    ['time-conflict', 'only the time is taken', { timeTaken: true }],
    ['client-limit', 'the client has enough bookings with the coach', { limitReached: true }],
  ] as const)('%s: %s', (code, _, situation) => {
    expect(refusalOf({ ...free, ...situation }, CLIENT, SLOT)?.code).toBe(code);
  });

  it('is null when the slot is free by now', () => {
    expect(refusalOf(free, CLIENT, SLOT)).toBeNull();
  });

  it('names the slot that the client has already booked', () => {
    expect(refusalOf({ ...free, holderId: CLIENT }, CLIENT, SLOT)?.message).toBe(
      'You have already booked slot 3 with this coach.',
    );
  });
});

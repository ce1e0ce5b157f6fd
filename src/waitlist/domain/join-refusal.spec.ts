import { type JoinSituation, NOTHING, refusalOf } from './join-refusal.js';

const OPEN: JoinSituation = { ...NOTHING, isOpen: true };

describe('the reason why a client cannot wait', () => {
  it.each([
    ['coach-not-found', 'the coach cannot be booked', 'slot', NOTHING],
    ['coach-not-found', 'the coach cannot be booked', 'time', { ...NOTHING, isWaiting: true }],
    ['group-session-not-found', 'the group session is over', 'seat', { ...NOTHING, isBooked: true }],
    ['already-booked', 'the client has a seat', 'seat', { ...OPEN, isBooked: true, isFree: true }],
    ['already-waiting', 'the client waits already', 'slot', { ...OPEN, isWaiting: true, isFree: true }],
    ['already-waiting', 'the client waits for such a time already', 'time', { ...OPEN, isWaiting: true }],
    ['slots-available', 'a slot is free', 'slot', { ...OPEN, isFree: true }],
    ['seats-available', 'a seat is free', 'seat', { ...OPEN, isFree: true }],
  ] as const)('is %s when %s', (code, _, kind, situation) => {
    expect(refusalOf(kind, situation)?.code).toBe(code);
  });

  it.each(['slot', 'time', 'seat'] as const)('is none when nothing stands in the way of a %s any more', (kind) => {
    expect(refusalOf(kind, OPEN)).toBeNull();
  });
});

import { assertOpen, changedGroupSession, type GroupSessionState } from './group-session-change.js';

const NOW = new Date('2027-03-20T12:00:00Z');
const START = new Date('2027-03-22T10:00:00Z');
const LATER = new Date('2027-03-22T16:00:00Z');

const OPEN: GroupSessionState = { startsAt: START, capacity: 8, seatsTaken: 3, isCancelled: false };
const CANCELLED = { ...OPEN, isCancelled: true };
const STARTED = { ...OPEN, startsAt: NOW };

describe('a change of a group session', () => {
  it.each([
    ['moves it', { startsAt: LATER }, { startsAt: LATER, capacity: 8, moves: true }],
    ['lowers its capacity to the seats taken', { capacity: 3 }, { startsAt: START, capacity: 3, moves: false }],
    ['raises its capacity', { capacity: 500 }, { startsAt: START, capacity: 500, moves: false }],
    ['does both', { startsAt: LATER, capacity: 4 }, { startsAt: LATER, capacity: 4, moves: true }],
  ])('%s', (_, change, changed) => {
    expect(changedGroupSession(OPEN, change, NOW)).toEqual(changed);
  });

  it.each([
    ['nothing is sent', OPEN, {}],
    ['what it already is is sent', OPEN, { startsAt: START, capacity: 8 }],
    ['the same, of a cancelled one', CANCELLED, { startsAt: START, capacity: 8 }],
    ['the same, of one that has started', STARTED, { capacity: 8 }],
  ])('is nothing when %s', (_, current, change) => {
    expect(changedGroupSession(current, change, NOW)).toBeNull();
  });

  it.each([
    ['validation-failed', 'to now', OPEN, { startsAt: NOW }],
    ['validation-failed', 'of a cancelled one into the past', CANCELLED, { startsAt: NOW }],
    ['seats-taken', 'below the seats taken', OPEN, { capacity: 2 }],
    ['group-session-cancelled', 'of a cancelled one', CANCELLED, { startsAt: LATER }],
    ['already-started', 'of one that has started', STARTED, { capacity: 9 }],
  ])('is refused as %s %s', (code, _, current, change) => {
    expect(() => changedGroupSession(current, change, NOW)).toThrow(expect.objectContaining({ code }));
  });

  it('names the number of seats that are taken', () => {
    expect(() => changedGroupSession(OPEN, { capacity: 1 }, NOW)).toThrow('which is 3');
  });
});

describe('a group session', () => {
  it('is open until the instant of its start', () => {
    expect(() => assertOpen(OPEN, new Date(START.getTime() - 1))).not.toThrow();
    expect(() => assertOpen(OPEN, START)).toThrow(expect.objectContaining({ code: 'already-started' }));
  });
});

import { type Reason, type Situation } from '../../availability/domain/free-times.js';
import { dayOf } from '../../time/zones.js';
import { judged } from './verdicts.js';

const MONDAY = dayOf('2027-01-04') * 1_440 + 9 * 60;
const WEEK = 7 * 1_440;
const WEEKS = [0, 1, 2, 3].map((week) => ({ day: week, start: MONDAY + week * WEEK }));

const situation = (more: Partial<Situation> = {}, schedule: Partial<Situation['schedule']> = {}): Situation => ({
  schedule: {
    ...{ zone: 'UTC', week: [{ weekday: 1, start: 0, end: 1_440 }], dates: new Map(), timeOff: [] },
    ...{ noticeMinutes: 0, windowDays: 365, gridMinutes: 15, dailyLimit: null },
    ...schedule,
  },
  ...{ length: { minutes: 60, before: 0, after: 0 }, now: MONDAY - 1_440, taken: [], busyElsewhere: [], client: null },
  ...more,
});

const verdictsOf = (given: Situation, binds: (reason: Reason, start: number) => boolean = () => true) =>
  judged(WEEKS, given, binds).map(({ verdict }) => verdict);

describe('the verdicts of a series', () => {
  it('are that all are free', () => {
    expect(verdictsOf(situation())).toEqual(['free', 'free', 'free', 'free']);
  });

  it('name the first reason that binds', () => {
    const at = MONDAY + WEEK;
    const taken = [{ start: at, end: at + 30, before: 0, after: 0, isHold: false, isCounted: true }];
    expect(verdictsOf(situation({ taken }, { dailyLimit: 1 }))).toEqual(['free', 'coach-busy', 'free', 'free']);
    expect(verdictsOf(situation({ taken }, { dailyLimit: 1 }), (reason) => reason !== 'coach-busy')[1]).toBe(
      'daily-limit',
    );
  });

  it('let what binds depend on the time', () => {
    const given = situation({}, { noticeMinutes: 10 * 1_440 });
    expect(verdictsOf(given)).toEqual(['too-soon', 'too-soon', 'free', 'free']);
    expect(verdictsOf(given, (_, start) => start !== MONDAY)).toEqual(['free', 'too-soon', 'free', 'free']);
  });

  it.each([
    [1, 3, ['free', 'free', 'client-limit', 'client-limit']],
    [3, 3, ['client-limit', 'client-limit', 'client-limit', 'client-limit']],
    [5, 3, ['client-limit', 'client-limit', 'client-limit', 'client-limit']],
    [0, 4, ['free', 'free', 'free', 'free']],
    [9, null, ['free', 'free', 'free', 'free']],
  ])('of a client with %i bookings, who may have %s', (active, limit, expected) => {
    expect(verdictsOf(situation({ client: { busy: [], active, limit } }))).toEqual(expected);
  });

  it('count only what is free towards the limit', () => {
    const timeOff = [{ start: MONDAY, end: MONDAY + 60 }];
    const client = { busy: [], active: 0, limit: 2 };
    expect(verdictsOf(situation({ client }, { timeOff }))).toEqual(['time-off', 'free', 'free', 'client-limit']);
  });

  it('tell times that do not exist, also when none exists', () => {
    const gone = { day: 1, start: null };
    expect(judged([WEEKS[0]!, gone], situation(), () => true).map(({ verdict }) => verdict)).toEqual([
      'free',
      'no-such-time',
    ]);
    expect(judged([gone], situation(), () => true)).toEqual([{ ...gone, verdict: 'no-such-time' }]);
  });
});

import type { Situation } from '../../availability/domain/free-times.js';
import { chanceOf, mostOffers, type TimeWish } from './time-wish.js';

/** A Saturday. The coach works from 09:00 to 17:00 in Berlin, every day. */
const NOW = Date.parse('2027-03-20T12:00:00Z') / 60_000;
const minute = (instant: string) => Date.parse(instant) / 60_000;
const range = (start: string, end: string) => ({ start: minute(start), end: minute(end) });

const OPEN: Situation = {
  schedule: {
    zone: 'Europe/Berlin',
    week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: 540, end: 1020 })),
    dates: new Map(),
    timeOff: [],
    noticeMinutes: 0,
    windowDays: 60,
    gridMinutes: 60,
    dailyLimit: null,
  },
  length: { minutes: 60, before: 0, after: 0 },
  now: NOW,
  taken: [],
  busyElsewhere: [],
  client: { busy: [], active: 0, limit: null },
};
const ANY: TimeWish = { from: '2027-03-22', to: '2027-03-28', weekdays: null, earliest: null, latest: null };
const SESSION = { before: 0, after: 0, isHold: false, isCounted: true };

const firstOf = (wish: Partial<TimeWish>, situation: Partial<Situation> = {}) => {
  const chance = chanceOf({ ...OPEN, ...situation }, { ...ANY, ...wish });
  return chance !== null && 'start' in chance ? new Date(chance.start * 60_000).toISOString().slice(0, 16) : chance;
};

describe('what somebody who waits for a time can have', () => {
  it.each([
    ['the first free time of the days', {}, '2027-03-22T08:00'],
    ['one on the last day, which is included', { from: '2027-03-28' }, '2027-03-28T07:00'],
    ['one on the weekdays', { weekdays: [5, 3] }, '2027-03-24T08:00'],
    ['one that starts at the earliest', { earliest: 11 * 60 }, '2027-03-22T10:00'],
    ['one that starts at the latest', { earliest: 16 * 60, latest: 16 * 60 }, '2027-03-22T15:00'],
    ['by the wall clock, on the day on which it is put forward', { weekdays: [7], earliest: 600 }, '2027-03-28T08:00'],
    ['one from now on when the days have begun', { from: '2027-03-15' }, '2027-03-20T13:00'],
    ['nothing before the coach works', { latest: 8 * 60 }, null],
    ['nothing when the days are over', { from: '2027-03-01', to: '2027-03-19' }, null],
    ['nothing beyond the window', { from: '2027-06-01', to: '2027-06-10' }, null],
  ])('is %s', (_, wish, expected) => {
    expect(firstOf(wish)).toBe(expected);
  });

  it('is nothing that starts within ten minutes', () => {
    const at = (time: string) =>
      firstOf({ from: '2027-03-20', to: '2027-03-20' }, { now: minute(`2027-03-20T${time}Z`) });
    expect([at('12:49:00'), at('12:49:59'), at('12:50:00')]).toEqual([
      '2027-03-20T13:00',
      '2027-03-20T13:00',
      '2027-03-20T14:00',
    ]);
  });

  const busy = [range('2027-03-22T00:00Z', '2027-03-29T00:00Z')];

  it.each([
    ['you-are-busy', { busy, active: 0, limit: null }],
    ['client-limit', { busy: [], active: 2, limit: 2 }],
    ['client-limit', { busy, active: 2, limit: 2 }],
  ])('is a reason to pass them over when others could have it: %s', (reason, client) => {
    expect(firstOf({}, { client })).toEqual({ skippedFor: reason });
  });

  it('is nothing when nobody could have it, whatever their own reasons', () => {
    const taken = [{ ...busy[0]!, ...SESSION }];
    expect(firstOf({}, { taken, client: { busy, active: 2, limit: 2 } })).toBeNull();
    expect(firstOf({}, { schedule: { ...OPEN.schedule, week: [] } })).toBeNull();
  });
});

describe('how many times may be on offer', () => {
  const days = (windowDays: number) => ({ ...OPEN, schedule: { ...OPEN.schedule, windowDays } });

  it.each([
    // Today's sessions may still start at 14:00, 15:00 and 16:00 in Berlin; a day has eight.
    ['a third of those that are free', days(2), 0, 3],
    ['counts those that are on offer, too', days(2), 4, 5],
    ['at least one', days(1), 0, 1],
    ['one when none is free', { ...OPEN, schedule: { ...OPEN.schedule, week: [] } }, 0, 1],
  ])('is %s', (_, situation, onOffer, most) => {
    expect(mostOffers(situation, onOffer)).toBe(most);
  });
});

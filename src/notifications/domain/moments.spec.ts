import { boundsOf, dateIn, digestAt, isOvertaken } from './moments.js';

describe('the moment of a digest', () => {
  it.each([
    ['Europe/Berlin', '2026-12-07', '2026-12-07T05:00:00.000Z'],
    ['Europe/Berlin', '2027-07-07', '2027-07-07T04:00:00.000Z'],
    ['America/New_York', '2026-12-07', '2026-12-07T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-07', '2026-12-06T16:00:00.000Z'],
    ['Australia/Lord_Howe', '2027-04-04', '2027-04-03T19:30:00.000Z'],
  ])('is 06:00 in %s on %s', (zone, date, expected) => {
    expect(digestAt(zone, date).toISOString()).toBe(expected);
  });
});

describe('a day', () => {
  it('is that of the zone', () => {
    expect(dateIn('Europe/Berlin', new Date('2026-12-06T23:00:00Z'))).toBe('2026-12-07');
    expect(dateIn('America/New_York', new Date('2026-12-07T04:59:00Z'))).toBe('2026-12-06');
  });

  it('has 23 hours when the clock jumps', () => {
    const { start, end } = boundsOf('Europe/Berlin', '2027-03-28');
    expect([start.toISOString(), end.toISOString()]).toEqual(['2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z']);
  });
});

describe('a reminder is overtaken', () => {
  const start = new Date('2026-12-07T10:00:00Z');
  it.each([
    [1440, '2026-12-06T10:00:00Z', false],
    [1440, '2026-12-07T07:59:00Z', false],
    [1440, '2026-12-07T08:00:00Z', true],
    [120, '2026-12-07T08:00:00Z', false],
  ])('%i minutes before, at %s: %s', (minutes, now, expected) => {
    expect(isOvertaken(start, minutes, [1440, 120], new Date(now))).toBe(expected);
  });
});

import { enWords } from '../../src/notifications/texts/words/en-words.js';
import { addDays, dayOf, dayText, instantOf, mondayOf, spanText } from '../../web/src/time/times.js';

describe('days and times of the web application', () => {
  it.each([
    ['2026-12-31T23:30:00Z', 'Europe/Berlin', '2027-01-01'],
    ['2026-12-31T23:30:00Z', 'America/New_York', '2026-12-31'],
    ['2026-12-31T11:00:00Z', 'Pacific/Auckland', '2027-01-01'],
  ])('%s is in %s on %s', (at, zone, day) => {
    expect(dayOf(new Date(at), zone)).toBe(day);
  });

  it('count days whatever the clocks do', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(['2026-12-07', '2026-12-13', '2026-12-14'].map(mondayOf)).toEqual([
      '2026-12-07',
      '2026-12-07',
      '2026-12-14',
    ]);
  });

  it('have the words of the mails', () => {
    expect(dayText('2026-12-07', enWords)).toBe('Mon 7 Dec');
    const [start, end] = [new Date('2026-12-07T08:00:00Z'), new Date('2026-12-07T09:00:00Z')];
    expect(spanText(start, end, 'Europe/Berlin', enWords)).toBe('Mon 7 Dec 2026, 09:00–10:00');
  });

  it.each([
    ['2026-07-01', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-12-07', 'Europe/Berlin', '2026-12-07T08:00:00.000Z'],
    ['2026-12-07', 'Asia/Kathmandu', '2026-12-07T03:15:00.000Z'],
  ])('nine on %s in %s is %s', (day, zone, instant) => {
    expect(instantOf(day, 9 * 60, zone).toISOString()).toBe(instant);
  });
});

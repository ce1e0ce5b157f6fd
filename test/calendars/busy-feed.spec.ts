import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { type FeedContext, readFeed } from '../../src/calendars/import/reading/busy-feed.js';

const minute = (instant: string) => Date.parse(instant) / 60_000;
const shown = (at: number) => new Date(at * 60_000).toISOString().slice(5, 16);
const file = (name: string) => readFileSync(join(PROJECT_ROOT, 'test/calendars', `${name}.ics`), 'utf8');

/** March and April of 2027: clocks change on 14 March in New York, and on 28 March in Berlin. */
const CONTEXT: FeedContext = {
  zone: 'Europe/Berlin',
  window: { start: minute('2027-03-10T00:00Z'), end: minute('2027-05-01T00:00Z') },
  isOurs: (uid) => uid.endsWith('@ours'),
};

async function read(text: string, more: Partial<FeedContext> = {}) {
  const { ranges, leftOut } = await readFeed(text, { ...CONTEXT, ...more });
  return { busy: ranges.map(({ start, end }) => `${shown(start)} ${shown(end)}`), leftOut };
}

const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'];
const once = (...lines: string[]) => calendar(...event('DTSTART:20270316T090000Z', 'DTEND:20270316T100000Z', ...lines));
const ONCE = ['03-16T09:00 03-16T10:00'];

describe('a calendar of', () => {
  it('Google: a weekly event over the clock change with one exception and one repetition moved', async () => {
    expect(await read(file('google'))).toEqual({
      busy: [
        '03-15T08:00 03-15T09:00',
        '03-19T12:00 03-19T12:30',
        '03-27T23:00 03-28T22:00',
        '03-30T12:00 03-30T13:00',
        '04-05T07:00 04-05T08:00',
        '04-12T07:00 04-12T08:00',
      ],
      leftOut: 0,
    });
  });

  it('Apple: daily over the clock change of New York, two whole days, a time without a zone', async () => {
    expect(await read(file('apple'))).toEqual({
      busy: [
        '03-13T13:00 03-13T13:30',
        '03-14T12:00 03-14T12:30',
        '03-15T12:00 03-15T12:30',
        '03-21T18:00 03-21T19:00',
        '04-01T22:00 04-03T22:00',
      ],
      leftOut: 0,
    });
  });

  it('Outlook: names of Windows, free ones, a moved one, whole days excepted by a time, a zone that nobody knows', async () => {
    expect(await read(file('outlook'))).toEqual({
      busy: [
        '03-16T12:30 03-16T13:30',
        '03-17T07:30 03-17T08:30',
        '03-18T07:30 03-18T08:30',
        '03-25T10:00 03-25T11:00',
        '04-03T22:00 04-04T22:00',
        '04-05T22:00 04-06T22:00',
        '04-08T06:30 04-08T07:30',
      ],
      leftOut: 0,
    });
  });

  it('Nextcloud: zones with a prefix, durations, further dates and periods, and no tasks', async () => {
    expect(await read(file('nextcloud'))).toEqual({
      busy: [
        '03-20T08:00 03-20T09:00',
        '03-21T08:00 03-21T10:00',
        '03-22T08:00 03-22T08:30',
        '03-23T13:00 03-23T14:00',
        '03-26T17:00 03-26T18:30',
        '03-27T17:00 03-27T18:30',
        '03-28T16:00 03-28T17:30',
        '03-31T16:00 03-31T17:30',
      ],
      leftOut: 0,
    });
  });

  it('Cal.com: durations; what touches becomes one', async () => {
    expect(await read(file('cal-com'))).toEqual({ busy: ['03-16T15:00 03-16T16:00'], leftOut: 0 });
  });

  it('nobody: broken events are left out and counted, and spoil no other', async () => {
    expect(await read(file('broken'))).toEqual({
      busy: ['03-17T09:00 03-17T09:30', '03-19T09:00 03-19T09:30'],
      leftOut: 6,
    });
  });
});

describe('an event', () => {
  it.each([
    ['is tentative', ['STATUS:TENTATIVE'], ONCE],
    ['is cancelled', ['STATUS:CANCELLED'], []],
    ['is free', ['TRANSP:transparent'], []],
    ['is free to Outlook', ['X-MICROSOFT-CDO-BUSYSTATUS:FREE'], []],
    ['is excepted on its day', ['EXDATE;VALUE=DATE:20270316'], []],
    ['is excepted by the same instant in another zone', ['EXDATE;TZID=America/New_York:20270316T050000'], []],
    ['is excepted at another time', ['EXDATE:20270316T100000Z'], ONCE],
    ['has an alarm with a duration', ['BEGIN:VALARM', 'DURATION:PT5H', 'DTSTART:20270317T090000Z', 'END:VALARM'], ONCE],
  ])('that %s', async (_, lines, busy) => {
    expect(await read(once(...lines))).toEqual({ busy, leftOut: 0 });
  });

  it.each([
    ['a day without an end', ['DTSTART;VALUE=DATE:20270316'], ['03-15T23:00 03-16T23:00']],
    [
      'a day that ends as it starts',
      ['DTSTART;VALUE=DATE:20270316', 'DTEND;VALUE=DATE:20270316'],
      ['03-15T23:00 03-16T23:00'],
    ],
    ['a day that is not called one', ['DTSTART:20270316', 'DTEND:20270317'], ['03-15T23:00 03-16T23:00']],
    [
      'a time that the clock jumps over',
      ['DTSTART;TZID=Europe/Berlin:20270328T023000', 'DURATION:PT1H'],
      ['03-28T01:30 03-28T02:30'],
    ],
    ['longer than the window', ['DTSTART:20270101T000000Z', 'DTEND:20280101T000000Z'], ['01-01T00:00 01-01T00:00']],
    ['over', ['DTSTART:20270301T090000Z', 'DURATION:PT1H'], []],
    ['far ahead', ['DTSTART:20280301T090000Z', 'DURATION:PT1H'], []],
    [
      'old and endless',
      ['DTSTART;TZID=Europe/Berlin:19950401T090000', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY'],
      ['04-01T07:00 04-01T08:00'],
    ],
    [
      'with an end without a zone',
      ['DTSTART:20270420T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;UNTIL=20270427T090000'],
      ['04-20T07:00 04-20T08:00', '04-27T07:00 04-27T08:00'],
    ],
    [
      'with an end on a day',
      ['DTSTART:20270420T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20270427'],
      ['04-20T07:00 04-20T08:00', '04-27T07:00 04-27T08:00'],
    ],
    [
      'on the second and the last of a month',
      ['DTSTART:20270312T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=2FR,-1SA'],
      ['03-12T09:00 03-12T10:00', '03-27T09:00 03-27T10:00', '04-09T09:00 04-09T10:00', '04-24T09:00 04-24T10:00'],
    ],
  ])('%s', async (_, lines, busy) => {
    expect(await read(calendar(...event(...lines)))).toEqual({ busy, leftOut: 0 });
  });

  it('lies elsewhere for a coach of another zone when it has no zone, or lasts the whole day', async () => {
    const text = calendar(...event('DTSTART;VALUE=DATE:20270316'));
    expect((await read(text, { zone: 'Pacific/Auckland' })).busy).toEqual(['03-15T11:00 03-16T11:00']);
  });

  it('of our own does not count', async () => {
    expect((await read(once().replace('UID:one', 'UID:booking-7@ours'))).busy).toEqual([]);
  });

  it('counts when it replaces a repetition that the calendar does not have', async () => {
    expect((await read(once('RECURRENCE-ID:20270401T090000Z', 'RRULE:FREQ=DAILY'))).busy).toEqual(ONCE);
  });

  it('lies where its calendar says that its zone is', async () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Custom', 'X-LIC-LOCATION:America/New_York', 'END:VTIMEZONE'];
    const text = calendar(...zone, ...event('DTSTART;TZID=Custom:20270316T090000', 'DURATION:PT1H'));
    expect((await read(text)).busy).toEqual(['03-16T13:00 03-16T14:00']);
  });
});

describe('a file', () => {
  it.each([
    ['is a page', '<!DOCTYPE html><title>Please log in</title>'],
    ['is empty', ''],
    ['ends in the middle', once().slice(0, -20)],
    ['ends after an event', once().replace('END:VCALENDAR', '')],
    ['is closed in the wrong order', once().replace('END:VEVENT', 'END:VTODO')],
  ])('that %s is no calendar', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ fault: 'no-calendar' });
  });

  it('without events makes nobody busy', async () => {
    expect(await read(calendar())).toEqual({ busy: [], leftOut: 0 });
  });

  it('is refused for twenty thousand events and one more, or for as many repetitions as nobody has', async () => {
    const many = calendar(...Array.from({ length: 20_001 }, () => event('DTSTART:20270316T090000Z')).flat());
    await expect(read(many)).rejects.toMatchObject({ fault: 'too-many-events' });
    const daily = event('DTSTART:20270101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY');
    const repeated = calendar(...Array.from({ length: 1_000 }, () => daily).flat());
    await expect(read(repeated)).rejects.toMatchObject({ fault: 'too-many-events' });
  });

  it('lets other work come in between', async () => {
    const daily = event('DTSTART:20270101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY');
    let turns = 0;
    const clock = setInterval(() => turns++, 1);
    await read(calendar(...Array.from({ length: 500 }, () => daily).flat()));
    clearInterval(clock);
    expect(turns).toBeGreaterThan(2);
  });
});

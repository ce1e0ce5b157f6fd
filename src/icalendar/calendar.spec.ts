import fc from 'fast-check';
import ICAL from 'ical.js';
import { type Calendar, type CalendarEvent, calendarText } from './calendar.js';

const EVENT: CalendarEvent = {
  uid: 'booking-7@0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
  sequence: 3,
  changedAt: new Date('2026-11-28T10:00:00.999Z'),
  start: new Date('2026-12-01T08:00:00Z'),
  end: new Date('2026-12-01T09:00:00Z'),
  summary: 'Training',
  status: 'CONFIRMED',
  location: null,
  organizer: null,
  attendee: null,
  alarm: null,
};

const jo = (name: string, address = 'jo@example.com') => ({ name, address });

const textOf = (event: Partial<CalendarEvent>, calendar: Partial<Calendar> = {}) =>
  calendarText({ method: null, ...calendar, events: [{ ...EVENT, ...event }] });

/** The calendar as another program reads it. */
const readBack = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventOf = (event: Partial<CalendarEvent>) => readBack(textOf(event)).getFirstSubcomponent('vevent')!;

/** What a text keeps: no control characters, one form of line end. */
const plain = (text: string) =>
  text.replace(/\r\n|\r/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');

const NASTY = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('\\', 'n', ';', ',', ':', '"', '^', "'", '\r', '\n', ' ', '\t', 'ü', '🏋️', '字') }),
  fc.constantFrom('a\r\nATTENDEE:mailto:eve@example.com', 'END:VEVENT\r\nBEGIN:VEVENT', `CN="x";ROLE=CHAIR:`),
);

describe('a calendar as text', () => {
  it('is what the standard says, to the letter', () => {
    const text = textOf(
      {
        location: 'Gym, 1st floor; left',
        alarm: 30,
        organizer: jo('Cora "C" Coach'),
        attendee: { ...jo('Jo'), hasAccepted: true },
      },
      { method: 'REQUEST', feed: { name: 'Sessions', refreshMinutes: 60 } },
    );
    expect(text.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//vibe-coaching//calendar//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'NAME:Sessions',
      'X-WR-CALNAME:Sessions',
      'REFRESH-INTERVAL;VALUE=DURATION:PT60M',
      'X-PUBLISHED-TTL:PT60M',
      'BEGIN:VEVENT',
      'UID:booking-7@0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
      'SEQUENCE:3',
      'DTSTAMP:20261128T100000Z',
      'LAST-MODIFIED:20261128T100000Z',
      'DTSTART:20261201T080000Z',
      'DTEND:20261201T090000Z',
      'SUMMARY:Training',
      'LOCATION:Gym\\, 1st floor\\; left',
      'STATUS:CONFIRMED',
      `ORGANIZER;CN="Cora 'C' Coach":mailto:jo@example.com`,
      'ATTENDEE;CN="Jo";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:j',
      ' o@example.com',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT30M',
      'DESCRIPTION:Training',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it.each([
    ['plain', 'Training', 'SUMMARY:Training'],
    ['commas, semicolons, backslashes', 'a,b;c\\d', 'SUMMARY:a\\,b\\;c\\\\d'],
    ['every kind of line end', 'a\r\nb\nc\rd', 'SUMMARY:a\\nb\\nc\\nd'],
    ['a backslash before an n', 'C:\\new', 'SUMMARY:C:\\\\new'],
    ['control characters', 'a\u0000b\u0007c\td', 'SUMMARY:abc\td'],
    ['colons and quotes', 'a: "b"', 'SUMMARY:a: "b"'],
  ])('writes a text with %s', (_, summary, line) => {
    expect(textOf({ summary })).toContain(`\r\n${line}\r\n`);
  });

  it.each([
    ['jo@example.com', 'mailto:jo@example.com'],
    ['jo+gym@example.com', 'mailto:jo+gym@example.com'],
    ['jo&co?x=1#y@example.com', 'mailto:jo%26co%3Fx%3D1%23y@example.com'],
    ['jö@exämple.com', 'mailto:j%C3%B6@ex%C3%A4mple.com'],
    ['jo\r\nATTENDEE:x@example.com', 'mailto:jo%0D%0AATTENDEE%3Ax@example.com'],
  ])('writes the address %j as a URI', (address, uri) => {
    const text = textOf({ organizer: jo('Jo', address) }).replaceAll('\r\n ', '');
    expect(text).toContain(`ORGANIZER;CN="Jo":${uri}\r\n`);
  });

  it('folds between characters, never inside one', () => {
    const summary = '🏋️‍♀️ Übung – '.repeat(30);
    const text = textOf({ summary });
    expect(text).not.toContain('\ufffd');
    expect(eventOf({ summary }).getFirstPropertyValue('summary')).toBe(summary);
  });

  it('says of an event only what it is given', () => {
    const names = eventOf({ status: null })
      .getAllProperties()
      .map(({ name }) => name);
    expect(names).toEqual(['uid', 'sequence', 'dtstamp', 'last-modified', 'dtstart', 'dtend', 'summary']);
  });

  it('keeps every text, whatever it holds', () => {
    fc.assert(
      fc.property(NASTY, NASTY, (summary, location) => {
        const event = eventOf({ summary, location });
        expect(event.getFirstPropertyValue('summary')).toBe(plain(summary));
        expect(event.getFirstPropertyValue('location')).toBe(plain(location));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has lines of at most 75 octets, and no line end but CR LF', () => {
    fc.assert(
      fc.property(NASTY, NASTY, (summary, name) => {
        const text = textOf({ summary, organizer: jo(name) });
        expect(text.endsWith('\r\n')).toBe(true);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      }),
      { numRuns: 1_000 },
    );
  });

  it('lets no text add a property, a parameter or an event', () => {
    fc.assert(
      fc.property(NASTY, NASTY, NASTY, (summary, name, address) => {
        const attendee = { ...jo(name, `${address}@example.com`), hasAccepted: false };
        const calendar = readBack(textOf({ summary, location: name, organizer: jo(name), attendee }));
        expect(calendar.getAllSubcomponents().map((it) => it.name)).toEqual(['vevent']);
        const event = calendar.getFirstSubcomponent('vevent')!;
        const written = event.getAllProperties().map((it) => it.name);
        expect(written).toEqual([
          ...['uid', 'sequence', 'dtstamp', 'last-modified', 'dtstart', 'dtend', 'summary', 'location'],
          ...['status', 'organizer', 'attendee'],
        ]);
        expect(Object.keys(event.getFirstProperty('attendee')!.toJSON()[1] as object).sort()).toEqual([
          ...['cn', 'partstat', 'role', 'rsvp'],
        ]);
      }),
      { numRuns: 1_000 },
    );
  });
});

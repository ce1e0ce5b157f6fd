import { contentLines, mailto, quoted, textValue, utcTime } from './content-line.js';

const PRODUCT = '-//vibe-coaching//calendar//EN';
const HEAD = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODUCT}`, 'CALSCALE:GREGORIAN'];
const FOOT = 'END:VCALENDAR';

export interface CalendarUser {
  readonly name: string;
  readonly address: string;
}

/** One event, at instants: so it needs no time zone, and can be moved or cancelled alone. */
export interface CalendarEvent {
  /** The same for ever, also after a move. */
  readonly uid: string;
  /** Rises with each change. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED' | null;
  readonly location: string | null;
  /** The page that leads into the room of a video session (RFC 7986, 5.11). */
  readonly conference?: string | null;
  readonly organizer: CalendarUser | null;
  /** The one person whom the event is sent to. */
  readonly attendee: (CalendarUser & { readonly hasAccepted: boolean }) | null;
  /** Minutes before the start. */
  readonly alarm: number | null;
}

export interface Calendar {
  /** What the receiver is to do with it (RFC 5546); null for a plain file. */
  readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL' | null;
  /** For calendars to subscribe to: their name, and how often they are worth a look. */
  readonly feed?: { readonly name: string; readonly refreshMinutes: number };
  readonly events: readonly CalendarEvent[];
}

/** Writes a calendar without a method piece by piece: all of it need not fit into memory. */
export async function* calendarPieces(pages: AsyncIterable<readonly CalendarEvent[]>): AsyncGenerator<string> {
  yield contentLines(HEAD);
  for await (const events of pages) yield contentLines(events.flatMap(eventLines));
  yield contentLines([FOOT]);
}

/** Writes a calendar as text (RFC 5545, RFC 7986). */
export function calendarText({ method, feed, events }: Calendar): string {
  return contentLines([
    ...HEAD,
    ...(method === null ? [] : [`METHOD:${method}`]),
    ...(feed ? feedLines(feed) : []),
    ...events.flatMap(eventLines),
    FOOT,
  ]);
}

/** Each in the standard's words and in those that Apple and Microsoft read. */
function feedLines({ name, refreshMinutes }: NonNullable<Calendar['feed']>): string[] {
  return [
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`,
    `X-PUBLISHED-TTL:PT${refreshMinutes}M`,
  ];
}

function eventLines(event: CalendarEvent): string[] {
  const { uid, sequence, changedAt, start, end, summary, status, location, organizer, attendee, alarm } = event;
  const { conference = null } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utcTime(changedAt)}`,
    `LAST-MODIFIED:${utcTime(changedAt)}`,
    `DTSTART:${utcTime(start)}`,
    `DTEND:${utcTime(end)}`,
    `SUMMARY:${textValue(summary)}`,
    ...(location === null ? [] : [`LOCATION:${textValue(location)}`]),
    ...(conference === null ? [] : conferenceLines(conference)),
    ...(status === null ? [] : [`STATUS:${status}`]),
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:${mailto(organizer.address)}`] : []),
    ...(attendee ? [attendeeLine(attendee)] : []),
    ...(alarm === null ? [] : alarmLines(alarm, summary)),
    'END:VEVENT',
  ];
}

/** Programs that do not know CONFERENCE show the URL. */
const conferenceLines = (url: string) => [`CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Video:${url}`, `URL:${url}`];

function attendeeLine({ name, address, hasAccepted }: NonNullable<CalendarEvent['attendee']>): string {
  const state = hasAccepted ? 'ACCEPTED' : 'NEEDS-ACTION';
  return `ATTENDEE;CN=${quoted(name)};ROLE=REQ-PARTICIPANT;PARTSTAT=${state};RSVP=FALSE:${mailto(address)}`;
}

function alarmLines(minutes: number, text: string): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-PT${minutes}M`, `DESCRIPTION:${textValue(text)}`, 'END:VALARM'];
}

/** The lines of an event that tell when it is and whether it makes busy; titles, notes and guests are not even parsed. */
const KEPT =
  /^(?:UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|TRANSP|X-MICROSOFT-CDO-BUSYSTATUS)[;:]/i;
/** Of the kept lines of one event: an exception list of some thousand dates is longer than any honest one. */
const MOST_CHARACTERS = 65_536;

/** The kept lines of one event; null when there is too much of it. Or the place that a VTIMEZONE says its name stands for. */
export type Block =
  | { readonly kind: 'event'; readonly lines: readonly string[] | null }
  | { readonly kind: 'zone'; readonly name: string; readonly place: string };

/** The text is no calendar, or it ends in the middle: nothing of it can be trusted. */
export class NoCalendarError extends Error {}

/** Goes through a calendar event by event, so that a broken one spoils no other. Throws NoCalendarError, at the end for a calendar that is cut off. */
export function* blocksOf(text: string): Generator<Block> {
  const open: string[] = [];
  let lines: string[] = [];
  let calendars = 0;
  for (const line of unfoldedLines(text)) {
    const [, mark, written] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(line) ?? [];
    const name = written?.toUpperCase() ?? '';
    if (mark === undefined) {
      if (open.length === 0) throw new NoCalendarError();
      // What stands in an alarm is not the event's.
      if (open.length === 2) lines.push(line);
    } else if (mark.toUpperCase() === 'BEGIN') {
      if (open.length === 0 && name !== 'VCALENDAR') throw new NoCalendarError();
      open.push(name);
      if (open.length === 2) lines = [];
    } else {
      if (open.pop() !== name) throw new NoCalendarError();
      if (open.length === 0) calendars++;
      if (open.length === 1) yield* blockOf(name, lines);
    }
  }
  if (open.length > 0 || calendars === 0) throw new NoCalendarError();
}

function* blockOf(name: string, lines: readonly string[]): Generator<Block> {
  if (name === 'VEVENT') {
    const kept = lines.filter((line) => KEPT.test(line));
    const isShort = kept.reduce((sum, { length }) => sum + length, 0) <= MOST_CHARACTERS;
    yield { kind: 'event', lines: isShort ? kept : null };
  } else if (name === 'VTIMEZONE') {
    const [id, place] = ['TZID', 'X-LIC-LOCATION'].map((key) => valueOf(lines, key));
    if (id !== undefined && place !== undefined) yield { kind: 'zone', name: id, place };
  }
}

const valueOf = (lines: readonly string[], key: string) =>
  lines.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1);

/** RFC 5545, 3.1: a line that begins with a blank continues the one before. */
function* unfoldedLines(text: string): Generator<string> {
  let line = '';
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const next = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    if (next.startsWith(' ') || next.startsWith('\t')) {
      line += next.slice(1);
    } else {
      if (line !== '') yield line;
      line = next;
    }
  }
  if (line !== '') yield line;
}

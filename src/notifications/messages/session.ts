import type { AttendanceTexts } from '../texts/attendance/attendance-texts.js';
import type { PaymentTexts } from '../texts/payments/payment-texts.js';
import type { ReviewTexts } from '../texts/review-texts.js';
import type { WaitlistTexts } from '../texts/waitlist-texts.js';
import type { SessionWords, Texts } from '../texts/texts.js';
import { showOtherTimes, wallTime, zoneText } from '../texts/when.js';
import type { Line, Reader, SessionFacts, Words } from './facts.js';
import { type Message, oneLine, type Sample, textsFor, withLink } from './message.js';

/** How the reader takes part: admins read as clients do. */
export const roleOf = ({ role }: Reader): SessionWords['role'] => (role === 'coach' ? 'coach' : 'client');

/** What is booked. */
export function whatOf(texts: Texts, { sessionType, slotNumber }: SessionFacts): string {
  if (sessionType !== null) return oneLine(sessionType);
  return slotNumber === null ? texts.session : texts.slot(slotNumber);
}

/** The name of the person whom the reader trains or is trained by. */
export function otherOf(reader: Reader, { coach, client }: SessionFacts): string {
  return oneLine(roleOf(reader) === 'coach' ? client : coach);
}

export function byWhom(reader: Reader, { actorRole }: SessionFacts): SessionWords['by'] {
  if (actorRole === roleOf(reader)) return 'you';
  return actorRole === 'admin' || actorRole === 'system' ? 'us' : 'other';
}

/** `Technique check with Anna, Mon 7 Dec 09:00`: short, for a line in a list. */
export function headlineOf(reader: Reader, facts: SessionFacts): string {
  const texts = textsFor(reader);
  const who = texts.with(whatOf(texts, facts), otherOf(reader, facts));
  if (facts.startsAt === null) return who;
  const wall = wallTime(facts.startsAt, reader.zone);
  return `${who}, ${texts.day(wall)} ${wall.time}`;
}

/** `Technique check, Mon 7 Dec 2026, 09:00 (Europe/Berlin)`: for a sentence. */
function detailsOf(reader: Reader, facts: SessionFacts): string {
  const texts = textsFor(reader);
  const what = whatOf(texts, facts);
  return facts.startsAt === null ? what : `${what}, ${momentText(reader, facts.startsAt)}`;
}

/** `Mon 7 Dec 2026, 09:00 (Europe/Berlin)`. */
export function momentText(reader: Reader, at: Date): string {
  const wall = wallTime(at, reader.zone);
  return `${textsFor(reader).date(wall)}, ${wall.time} (${reader.zone})`;
}

/** `Mon 7 Dec 2026, 09:00–10:00, Europe/Berlin (UTC+1)`. */
export function timesText(texts: Texts, zone: string, start: Date, end: Date | null): string {
  const from = wallTime(start, zone);
  const to = end === null ? null : wallTime(end, zone);
  const isSameDay = to !== null && texts.date(from) === texts.date(to);
  const until = to === null ? '' : isSameDay ? `–${to.time}` : ` – ${texts.date(to)}, ${to.time}`;
  return `${texts.date(from)}, ${from.time}${until}, ${zoneText(start, zone)}`;
}

export function sessionWords(reader: Reader, facts: SessionFacts): SessionWords {
  return {
    role: roleOf(reader),
    by: byWhom(reader, facts),
    other: otherOf(reader, facts),
    headline: headlineOf(reader, facts),
    details: detailsOf(reader, facts),
    hasTime: facts.startsAt !== null,
    hadTime: facts.previousStartsAt !== null,
    isNew: facts.previousStatus === null,
    isPending: facts.status === 'pending',
    wasPending: facts.previousStatus === 'pending',
    payUntil: facts.payUntil && momentText(reader, facts.payUntil),
    isUnpaid: facts.isUnpaid,
  };
}

/** What, with whom, and when: in the reader's zone, and in the coach's when clocks there show another time. */
export function sessionLines(reader: Reader, facts: SessionFacts): [what: Line, other: Line, ...times: Line[]] {
  const texts = textsFor(reader);
  const { labels } = texts;
  const { startsAt, endsAt, previousStartsAt, coachZone } = facts;
  const lines: [Line, Line, ...Line[]] = [
    [labels.what, whatOf(texts, facts)],
    [labels.with, otherOf(reader, facts)],
  ];
  if (startsAt !== null) lines.push([labels.when, timesText(texts, reader.zone, startsAt, endsAt)]);
  if (startsAt !== null && coachZone !== null && showOtherTimes(startsAt, reader.zone, coachZone)) {
    lines.push([labels.whenForCoach[roleOf(reader)], timesText(texts, coachZone, startsAt, endsAt)]);
  }
  if (facts.videoUrl !== null) lines.push([labels.video, facts.videoUrl, facts.videoUrl]);
  if (previousStartsAt !== null) lines.push([labels.before, timesText(texts, reader.zone, previousStartsAt, null)]);
  return lines;
}

type SessionMessage = Exclude<
  keyof Texts['messages'],
  | 'bookings.changed'
  | 'booking.reminder'
  | 'coach.day'
  | `account.${string}`
  | `webhook.${string}`
  | keyof WaitlistTexts
  | keyof AttendanceTexts
  | keyof PaymentTexts
  | keyof ReviewTexts
>;

/** A message about what happened to one booking. */
export function sessionMessage(name: SessionMessage, samples: readonly Sample<SessionFacts>[]): Message<SessionFacts> {
  return {
    reason: 'choice',
    words: (reader, facts): Words => {
      const text = textsFor(reader).messages[name](sessionWords(reader, facts));
      return withLink(text, facts.url);
    },
    lines: sessionLines,
    samples,
  };
}

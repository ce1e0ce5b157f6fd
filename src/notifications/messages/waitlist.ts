import { wallTime } from '../texts/when.js';
import type { WaitlistTexts, WaitWords } from '../texts/waitlist-texts.js';
import type { Line, Reader, WaitFacts } from './facts.js';
import { type Message, type Sample, textsFor, withLink } from './message.js';
import { SESSION, SLOT } from './sample-session.js';
import { sessionLines, sessionWords, timesText } from './session.js';

function waitWords(reader: Reader, facts: WaitFacts): WaitWords {
  const { other, headline, details } = sessionWords(reader, facts);
  const { offerEndsAt, reason } = facts;
  if (offerEndsAt === null) return { other, headline, details, untilTime: '', until: '', reason };
  const wall = wallTime(offerEndsAt, reader.zone);
  const until = `${textsFor(reader).date(wall)}, ${wall.time} (${reader.zone})`;
  return { other, headline, details, untilTime: wall.time, until, reason };
}

function waitLines(reader: Reader, facts: WaitFacts): Line[] {
  const lines: Line[] = sessionLines(reader, facts);
  const { offerEndsAt } = facts;
  if (offerEndsAt === null) return lines;
  const texts = textsFor(reader);
  return [...lines, [texts.labels.until, timesText(texts, reader.zone, offerEndsAt, null)]];
}

/** A message about what happened on a waitlist. */
const waitMessage = (name: keyof WaitlistTexts, samples: readonly Sample<WaitFacts>[]): Message<WaitFacts> => ({
  reason: 'choice',
  words: (reader, facts) => withLink(textsFor(reader).messages[name](waitWords(reader, facts)), facts.url),
  lines: waitLines,
  samples,
});

const offerEndsAt = new Date('2026-12-01T16:30:00Z');
const url = 'https://app.example.com/waitlist/42';
const WAIT = { ...SESSION, url, status: 'pending', previousStatus: null, actorRole: 'system', reason: null } as const;
const TIME: WaitFacts = { ...WAIT, offerEndsAt };
const ANY_SLOT: WaitFacts = { ...WAIT, ...SLOT, url, slotNumber: null, offerEndsAt: null };
const role = 'client';

/** Something became free, and is kept for the client. */
export const waitlistOffered = waitMessage('waitlist.offered', [
  { title: 'a time', role, facts: TIME },
  { title: 'a slot, without a link', role, facts: { ...TIME, ...SLOT, url: null } },
]);

/** The client has not accepted yet, and has little time left. */
export const waitlistLapsing = waitMessage('waitlist.lapsing', [{ title: 'a time', role, facts: TIME }]);

/** The client did not accept in time. */
export const waitlistLapsed = waitMessage('waitlist.lapsed', [
  { title: 'a time', role, facts: { ...TIME, offerEndsAt: null } },
  { title: 'a slot', role, facts: { ...ANY_SLOT, slotNumber: 5 } },
]);

/** Something became free that the client could not take. */
export const waitlistSkipped = waitMessage('waitlist.skipped', [
  { title: 'too many bookings', role, facts: { ...ANY_SLOT, reason: 'client-limit' } },
  { title: 'busy', role, facts: { ...TIME, offerEndsAt: null, reason: 'you-are-busy' } },
]);

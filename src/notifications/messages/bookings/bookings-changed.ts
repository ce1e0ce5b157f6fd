import type { ChangesWords } from '../../texts/texts.js';
import type { Deed } from '../../texts/words/words.js';
import { wallTime } from '../../texts/when.js';
import type { ChangesFacts, Line, Reader, SessionFacts } from '../facts.js';
import { type Message, textsFor, withLink } from '../message.js';
import { SESSION } from '../sample-session.js';
import { byWhom, otherOf, roleOf, sessionLines } from '../session.js';

type Change = ChangesFacts['changes'][number];

function deedOf({ message, facts }: Change): Deed {
  if (message === 'booking.confirmed' && facts.previousStatus === null) return 'booked';
  return message.slice('booking.'.length) as Deed;
}

/** The only value, or null when there are several. */
function only<Value>(values: readonly Value[]): Value | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}

/** `Mon 7 Dec – Mon 25 Jan`. */
function daysOf(reader: Reader, sessions: readonly SessionFacts[]): string | null {
  const starts = sessions.flatMap(({ startsAt }) => (startsAt === null ? [] : [startsAt.getTime()]));
  if (starts.length === 0) return null;
  const ends = [Math.min(...starts), Math.max(...starts)];
  const days = ends.map((at) => textsFor(reader).day(wallTime(new Date(at), reader.zone)));
  return [...new Set(days)].join(' – ');
}

function changesWords(reader: Reader, { changes }: ChangesFacts): ChangesWords {
  const sessions = changes.map(({ facts }) => facts);
  return {
    role: roleOf(reader),
    by: only(sessions.map((facts) => byWhom(reader, facts))) ?? 'us',
    other: only(sessions.map((facts) => otherOf(reader, facts))),
    count: changes.length,
    deed: only(changes.map(deedOf)),
    days: daysOf(reader, sessions),
    isSeries: only(sessions.map(({ seriesId }) => seriesId)) !== null,
    isPending: sessions.every(({ status }) => status === 'pending'),
  };
}

/** `Moved`, and which session. Its other times stand in brackets: in the coach's zone, and before it was moved. */
function lineOf(reader: Reader, change: Change): Line {
  const texts = textsFor(reader);
  const [[, what], [, other], ...times] = sessionLines(reader, change.facts);
  const hasTime = change.facts.startsAt !== null;
  const main = [texts.with(what, other), ...times.slice(0, hasTime ? 1 : 0).map(([, value]) => value)].join(', ');
  const more = times.slice(hasTime ? 1 : 0).map(([label, value]) => `${label}: ${value}`);
  return [texts.deeds[deedOf(change)], more.length === 0 ? main : `${main} (${more.join('; ')})`];
}

const WEEK_MS = 7 * 86_400_000;

function weekly(message: Change['message'], facts: SessionFacts, length: number): Change[] {
  return Array.from({ length }, (_, week) => {
    const [startsAt, endsAt] = [facts.startsAt, facts.endsAt].map(
      (at) => at && new Date(at.getTime() + week * WEEK_MS),
    );
    return { message, facts: { ...facts, id: facts.id + week, startsAt: startsAt ?? null, endsAt: endsAt ?? null } };
  });
}

const series = (message: Change['message'], facts: Partial<SessionFacts>, length = 3): ChangesFacts => ({
  changes: weekly(message, { ...SESSION, ...facts, seriesId: 7 }, length),
  url: SESSION.url,
});

const cancelled = { ...SESSION, status: 'cancelled', previousStatus: 'confirmed' } as const;

/** By the client, who waits for an answer. */
const asked = { status: 'pending', previousStatus: null, actorRole: 'client' } as const;

/** One mail for all that one deed changed. */
export const bookingsChanged: Message<ChangesFacts> = {
  reason: 'choice',
  words: (reader, facts) =>
    withLink(textsFor(reader).messages['bookings.changed'](changesWords(reader, facts)), facts.url),
  lines: (reader, { changes }) => changes.map((change) => lineOf(reader, change)),
  samples: [
    {
      title: 'a series confirmed by the coach, to the client',
      role: 'client',
      facts: series('booking.confirmed', {}, 4),
    },
    { title: 'a series requested, to the coach', role: 'coach', facts: series('booking.requested', asked) },
    { title: 'a series requested, to the client', role: 'client', facts: series('booking.requested', asked) },
    {
      title: 'a series booked, to the coach',
      role: 'coach',
      facts: series('booking.confirmed', { ...asked, status: 'confirmed' }),
    },
    {
      title: 'the rest of a series moved by the client, to the coach',
      role: 'coach',
      facts: series('booking.moved', {
        ...asked,
        previousStatus: 'confirmed',
        previousStartsAt: new Date('2026-12-04T15:30:00Z'),
      }),
    },
    {
      title: 'the rest of a series cancelled by the client, to the client',
      role: 'client',
      facts: series('booking.cancelled', { ...cancelled, actorRole: 'client' }),
    },
    {
      title: 'a series declined by the coach, to the client',
      role: 'client',
      facts: series('booking.declined', { ...cancelled, previousStatus: 'pending' }),
    },
    {
      title: 'several deeds by the coach, to the client',
      role: 'client',
      facts: {
        changes: [
          ...weekly('booking.cancelled', cancelled, 2),
          { message: 'booking.moved', facts: { ...SESSION, previousStartsAt: new Date('2026-12-04T15:30:00Z') } },
        ],
        url: null,
      },
    },
    {
      title: 'by an admin, of several clients, to the coach',
      role: 'coach',
      facts: {
        changes: [
          ...weekly('booking.cancelled', { ...cancelled, actorRole: 'admin' }, 2),
          ...weekly('booking.cancelled', { ...cancelled, actorRole: 'admin', client: 'Ada Lovelace' }, 1),
        ],
        url: null,
      },
    },
  ],
};

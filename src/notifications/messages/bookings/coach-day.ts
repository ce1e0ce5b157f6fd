import { wallTime } from '../../texts/when.js';
import type { DayFacts, DaySession, Line, Reader } from '../facts.js';
import { type Message, textsFor, withLink } from '../message.js';
import { SESSION } from '../sample-session.js';
import { otherOf, whatOf } from '../session.js';

/** `09:00–10:00`, and what with whom. */
function lineOf(reader: Reader, session: DaySession): Line {
  const { startsAt, endsAt } = session;
  const times = [startsAt, endsAt].flatMap((at) => (at === null ? [] : [wallTime(at, reader.zone).time]));
  return [
    times.join('–'),
    session.seats === undefined ? pairOf(reader, session) : groupOf(reader, session, session.seats),
  ];
}

function pairOf(reader: Reader, session: DaySession): string {
  const texts = textsFor(reader);
  const what = texts.with(whatOf(texts, session), otherOf(reader, session));
  return session.status === 'pending' ? `${what} (${texts.unconfirmed})` : what;
}

/** `Mobility, 3 of 8 seats (1 not confirmed)`. */
function groupOf(
  reader: Reader,
  session: DaySession,
  { booked, unconfirmed, all }: Required<DaySession>['seats'],
): string {
  const texts = textsFor(reader);
  const what = `${whatOf(texts, session)}, ${texts.seats(booked, all)}`;
  return unconfirmed === 0 ? what : `${what} (${unconfirmed} ${texts.unconfirmed})`;
}

/** The sessions of a coach's day, written in the zone of the coach's schedule. */
export const coachDay: Message<DayFacts> = {
  reason: 'choice',
  words: (reader, { startsAt, sessions, url }) => {
    const texts = textsFor(reader);
    const day = texts.day(wallTime(startsAt, reader.zone));
    const first = wallTime(sessions[0]?.startsAt ?? startsAt, reader.zone).time;
    return withLink(texts.messages['coach.day']({ day, count: sessions.length, first, zone: reader.zone }), url);
  },
  lines: (reader, { sessions }) => sessions.map((session) => lineOf(reader, session)),
  samples: [
    {
      title: 'two sessions',
      role: 'coach',
      facts: {
        startsAt: SESSION.startsAt ?? new Date(),
        sessions: [
          SESSION,
          {
            ...SESSION,
            client: 'Ada Lovelace',
            sessionType: null,
            startsAt: new Date('2026-12-07T09:30:00Z'),
            endsAt: new Date('2026-12-07T11:00:00Z'),
            status: 'pending',
          },
        ],
        url: null,
      },
    },
    {
      title: 'group sessions',
      role: 'coach',
      facts: {
        startsAt: SESSION.startsAt ?? new Date(),
        sessions: [
          { ...SESSION, sessionType: 'Mobility', seats: { booked: 3, unconfirmed: 1, all: 8 } },
          { ...SESSION, sessionType: 'Yoga', seats: { booked: 0, unconfirmed: 0, all: 12 } },
        ],
        url: null,
      },
    },
  ],
};

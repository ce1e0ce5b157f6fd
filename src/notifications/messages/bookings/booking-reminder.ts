import type { ReminderFacts } from '../facts.js';
import { type Message, textsFor, withLink } from '../message.js';
import { SESSION } from '../sample-session.js';
import { sessionLines, sessionWords } from '../session.js';

/** Reminds of a session. It does not say how far away the session is: it may be read later. */
export const bookingReminder: Message<ReminderFacts> = {
  reason: 'choice',
  words: (reader, facts) => {
    const texts = textsFor(reader);
    const words = { ...sessionWords(reader, facts), before: texts.duration(facts.minutes) };
    return withLink(texts.messages['booking.reminder'](words), facts.url);
  },
  lines: sessionLines,
  samples: [
    { title: 'a day before', role: 'client', facts: { ...SESSION, minutes: 1440 } },
    {
      title: 'of a video session',
      role: 'client',
      facts: { ...SESSION, minutes: 120, videoUrl: 'https://app.example.com/join/42' },
    },
    { title: 'an hour and a half before', role: 'client', facts: { ...SESSION, minutes: 90, url: null } },
  ],
};

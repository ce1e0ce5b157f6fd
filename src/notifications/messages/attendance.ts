import type { AttendanceTexts, AttendanceWords } from '../texts/attendance/attendance-texts.js';
import type { AttendanceFacts, Reader } from './facts.js';
import { type Message, oneLine, type Sample, textsFor, withLink } from './message.js';
import { SESSION } from './sample-session.js';
import { sessionLines, sessionWords } from './session.js';

function attendanceWords(reader: Reader, facts: AttendanceFacts): AttendanceWords {
  const { headline, details } = sessionWords(reader, facts);
  const people = { coach: oneLine(facts.coach), client: oneLine(facts.client) };
  return { role: reader.role, ...people, outcome: facts.outcome, headline, details };
}

const message = (
  name: keyof AttendanceTexts,
  samples: readonly Sample<AttendanceFacts>[],
): Message<AttendanceFacts> => ({
  reason: 'choice',
  words: (reader, facts) => withLink(textsFor(reader).messages[name](attendanceWords(reader, facts)), facts.url),
  lines: sessionLines,
  samples,
});

const MISSED: AttendanceFacts = { ...SESSION, status: 'completed', outcome: 'client_no_show' };

/** To the client: it was noted that they did not come. */
export const attendanceNoShow = message('attendance.no-show', [
  { title: 'of a session', role: 'client', facts: MISSED },
]);

/** To the coach and to admins: the client says that it was otherwise. */
export const attendanceContested = message('attendance.contested', [
  { title: 'to the coach', role: 'coach', facts: MISSED },
  { title: 'to an admin', role: 'admin', facts: MISSED },
]);

/** To both: an admin decided. */
export const attendanceDecided = message('attendance.decided', [
  { title: 'that they came, to the client', role: 'client', facts: { ...MISSED, outcome: 'attended' } },
  { title: 'that the client did not come, to the coach', role: 'coach', facts: MISSED },
  {
    title: 'that the coach did not come, to the client',
    role: 'client',
    facts: { ...MISSED, outcome: 'coach_no_show' },
  },
]);

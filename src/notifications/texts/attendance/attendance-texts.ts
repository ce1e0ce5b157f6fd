import type { Text } from '../texts.js';

/** Who came to a session, as sentences need it. */
export interface AttendanceWords {
  readonly role: 'client' | 'coach' | 'admin';
  readonly coach: string;
  readonly client: string;
  readonly outcome: 'attended' | 'client_no_show' | 'coach_no_show';
  /** The session: for subjects, and for sentences. */
  readonly headline: string;
  readonly details: string;
}

/** What we write to people about who came, in one language. */
export interface AttendanceTexts {
  readonly 'attendance.no-show': (session: AttendanceWords) => Text;
  readonly 'attendance.contested': (session: AttendanceWords) => Text;
  readonly 'attendance.decided': (session: AttendanceWords) => Text;
}

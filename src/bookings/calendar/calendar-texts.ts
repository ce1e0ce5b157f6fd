import type { Locale } from '../../users/locale.js';

/** Who looks at a session in their calendar. */
export type Viewer = 'client' | 'coach' | 'admin';

/** What calendars say, in one language. */
export interface CalendarTexts {
  /** A session whose type has no name. */
  readonly session: string;
  readonly with: (session: string, person: string) => string;
  readonly of: (session: string, client: string, coach: string) => string;
  /** A group session. */
  readonly seats: (session: string, booked: number, all: number) => string;
  readonly busy: string;
  /** The name of a calendar to subscribe to. */
  readonly sessions: string;
}

const en: CalendarTexts = {
  session: 'Training session',
  with: (session, person) => `${session} with ${person}`,
  of: (session, client, coach) => `${session}: ${client} with ${coach}`,
  seats: (session, booked, all) => `${session} (${booked} of ${all} seats)`,
  busy: 'Busy',
  sessions: 'Training sessions',
};

const de: CalendarTexts = {
  session: 'Training',
  with: (session, person) => `${session} mit ${person}`,
  of: (session, client, coach) => `${session}: ${client} mit ${coach}`,
  seats: (session, booked, all) => `${session} (${booked} von ${all} Plätzen)`,
  busy: 'Belegt',
  sessions: 'Trainingstermine',
};

export const CALENDAR_TEXTS: Readonly<Record<Locale, CalendarTexts>> = { en, de };

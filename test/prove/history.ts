import type { Question } from './asking.js';
import type { BookingState, Change } from './state-machine.js';
import type { Person } from './people.js';

/** A booking as the API shows it. */
export interface BookingBody extends BookingState {
  readonly id: number;
  readonly coach_id: number;
  readonly client_id: number;
  readonly slot_number: number;
}

/** The routes that histories use, as the OpenAPI document names them. */
type Route =
  | 'POST /bookings/book'
  | 'PUT /bookings/bookings/{id}'
  | 'GET /bookings/bookings/{id}'
  | 'GET /bookings/coach/bookings'
  | 'GET /bookings/coaches'
  | 'PUT /admin/users/{user_id}'
  | 'DELETE /admin/users/{user_id}';

/** Something that somebody sets out to do. */
export interface Deed {
  readonly name: string;
  readonly route: Route;
  readonly by: Person;
  readonly question: Question;
  /** The slot that is asked for. */
  readonly claim?: { readonly coachId: number; readonly slotNumber: number };
  /** The booking that is to be changed or read. */
  readonly bookingId?: number;
  readonly change?: Change;
  /** Must be 403, whatever the state. */
  readonly forbidden?: boolean;
  /** Whom it takes out of the game, for a while or for good. */
  readonly strikes?: { readonly person: Person; readonly forGood: boolean };
  readonly restores?: Person;
}

/**
 * A deed and what became of it, with times in milliseconds of one clock. `unknown`: perhaps done, and perhaps only after
 * its end, for the server or its database may go on with what nobody waits for.
 */
export interface Attempt {
  readonly number: number;
  readonly deed: Deed;
  readonly origin: string;
  readonly begin: number;
  readonly end: number;
  readonly outcome: 'ok' | 'refused' | 'unknown';
  /** Absent without an answer. */
  readonly status?: number;
  readonly code?: string;
  readonly retryAfter?: string | null;
  /** Kept where it was a success. */
  readonly body?: unknown;
  /** Whether we hung up on purpose. */
  readonly hungUp: boolean;
}

/** From when to when an attempt may have had its effect. */
export const lastingOf = ({ begin, end, outcome }: Attempt) => ({ begin, end: outcome === 'unknown' ? Infinity : end });

/** The booking attempt that a booking came from: it stands at the head of its notes, and changes of notes keep it. */
export function originOf(notes: string | null): number | undefined {
  const number = /^#(\d+)/.exec(notes ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

export const notesOf = (origin: number, writer?: number) =>
  `#${origin}${writer === undefined ? '' : ` then #${writer}`}`;

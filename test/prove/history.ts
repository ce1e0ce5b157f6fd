import type { Question } from './asking.js';
import type { BookingState, Change } from './state-machine.js';
import type { Person } from './people.js';

/** A booking as the API shows it. */
export interface BookingBody extends BookingState {
  readonly id: number;
  readonly coach_id: number;
  readonly client_id: number;
  /** Null when a time was booked. */
  readonly slot_number: number | null;
  readonly ends_at: string | null;
  readonly sequence: number;
}

/** A row of bookings, with its notes as they were before the client was deleted. */
export interface StoredBooking extends BookingBody {
  readonly origin: string;
}

/** A hold as the API shows it. */
export interface HoldBody {
  readonly id: string;
  readonly expires_at: string;
}

/** The routes that histories use, as the OpenAPI document names them. */
type Route =
  | 'POST /bookings/book'
  | 'POST /bookings/holds'
  | 'DELETE /bookings/holds/{id}'
  | 'POST /bookings/bookings/{id}/move'
  | 'POST /coach/bookings'
  | 'PUT /bookings/bookings/{id}'
  | 'GET /bookings/bookings/{id}'
  | 'GET /bookings/coach/bookings'
  | 'GET /bookings/coaches'
  | 'PUT /admin/users/{user_id}'
  | 'DELETE /admin/users/{user_id}';

/** A slot, a time or both that a request asks for. */
export interface Claim {
  /** `change` is a change of the time by PUT. */
  readonly kind: 'booking' | 'hold' | 'move' | 'change';
  readonly coachId: number;
  readonly clientId: number;
  /** Null when only a time is asked for. */
  readonly slotNumber: number | null;
  readonly start: string | null;
}

/** A request that a user is going to send, and its purpose. */
export interface Deed {
  readonly name: string;
  readonly route: Route;
  readonly by: Person;
  readonly question: Question;
  readonly claim?: Claim;
  /** The hold to book with or to drop. */
  readonly holdId?: string;
  /** The booking to change or to read. */
  readonly bookingId?: number;
  readonly change?: Change;
  /** The answer must be 403 in every state. */
  readonly forbidden?: boolean;
  /** The user whom it deactivates or, for good, deletes. */
  readonly strikes?: { readonly person: Person; readonly forGood: boolean };
  readonly restores?: Person;
}

/**
 * A deed and its result, with times in milliseconds of one clock. `unknown`: perhaps executed, and perhaps only after
 * `end`, because server and database may go on after the client is gone.
 */
export interface Attempt {
  readonly number: number;
  readonly deed: Deed;
  readonly origin: string;
  readonly begin: number;
  readonly end: number;
  readonly outcome: 'ok' | 'refused' | 'unknown';
  /** Absent when no answer came. */
  readonly status?: number;
  readonly code?: string;
  readonly retryAfter?: string | null;
  /** Kept if the request succeeded. */
  readonly body?: unknown;
  /** Whether we hung up on purpose. */
  readonly hungUp: boolean;
}

/** The interval in which an attempt may have had its effect. */
export const lastingOf = ({ begin, end, outcome }: Attempt) => ({ begin, end: outcome === 'unknown' ? Infinity : end });

/** The number of the attempt that made a booking. The notes begin with it, and changes of the notes keep it. */
export function originOf(notes: string | null): number | undefined {
  const number = /^#(\d+)/.exec(notes ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

export const notesOf = (origin: number, writer?: number) =>
  `#${origin}${writer === undefined ? '' : ` then #${writer}`}`;

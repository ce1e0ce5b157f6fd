import { groupsOf } from './groups.js';
import { type Attempt, type BookingBody, lastingOf, originOf, type StoredBooking } from './history.js';
import { isActive, type Status } from './state-machine.js';
import { bookingsIn } from './world.js';

/** A row of the history that the database keeps. `at`: milliseconds since 1970. */
export interface Entry {
  readonly booking_id: number;
  readonly at: number;
  readonly actor_id: number | null;
  readonly actor_role: string;
  readonly from_status: Status | null;
  readonly to_status: Status;
  readonly from_time: string | null;
  readonly to_time: string | null;
  readonly reason: string | null;
}

/** An answer that showed a booking. */
interface Sighting extends Pick<Attempt, 'begin' | 'end'> {
  readonly attempt: Attempt;
  readonly booking: BookingBody;
}

/** What the history and the answers tell about one stored booking. Entry `n` of the history is the change to sequence `n`. */
export class Timeline {
  constructor(
    readonly booking: BookingBody,
    readonly entries: readonly Entry[],
    /** The request that made it; absent when nobody is known to have asked for it. */
    readonly claim: Attempt | undefined,
    readonly sightings: readonly Sighting[],
    private readonly changes: readonly Attempt[],
    private readonly deletions: readonly Attempt[],
  ) {}

  /** The requests that may have made entry `n`. */
  makers(n: number): Attempt[] {
    const entry = this.entries[n];
    const all = n === 0 ? [this.claim].filter((one) => one !== undefined) : [...this.changes, ...this.deletions];
    return all.filter(
      (one) => one.deed.by.id === entry?.actor_id && one.outcome !== 'refused' && (this.told(one) ?? n) === n,
    );
  }

  /** The earliest moment at which entry `n` may have been written. */
  begun(n: number): number {
    const unseen = this.sightings.filter(({ booking }) => booking.sequence < n).map(({ begin }) => begin);
    return Math.max(Math.min(...this.makers(n).map(({ begin }) => begin)), ...unseen);
  }

  /** The moment by which it certainly was written. */
  done(n: number): number {
    const seen = this.sightings.filter(({ booking }) => booking.sequence >= n).map(({ end }) => end);
    const isOver = !isActive(this.entries[n]?.to_status ?? 'pending');
    // After the deletion of one of its people a booking is over, whoever ended it.
    const ended = isOver ? this.deletions.map((one) => lastingOf(one).end) : [];
    return Math.min(...seen, ...ended);
  }

  private told(attempt: Attempt): number | undefined {
    return attempt.deed.bookingId === undefined ? undefined : bookingsIn(attempt.body)[0]?.sequence;
  }
}

/** The timelines of all stored bookings. */
export function timelinesOf(
  attempts: readonly Attempt[],
  rows: readonly StoredBooking[],
  history: readonly Entry[],
): Timeline[] {
  const byNumber = new Map(attempts.map((attempt) => [attempt.number, attempt]));
  const entries = groupsOf(history, ({ booking_id }) => booking_id);
  const sightings = groupsOf(
    attempts.filter(({ outcome }) => outcome === 'ok').flatMap(sightingsIn),
    ({ booking }) => booking.id,
  );
  const changes = groupsOf(attempts, ({ deed }) => deed.bookingId);
  const deletions = groupsOf(
    attempts.filter(({ deed, outcome }) => deed.strikes?.forGood && outcome !== 'refused'),
    ({ deed }) => deed.strikes?.person.id,
  );
  return rows.map((row) => {
    const people = [row.coach_id, row.client_id].flatMap((id) => deletions.get(id) ?? []);
    const claim = byNumber.get(originOf(row.origin) ?? 0);
    const own = changes.get(row.id) ?? [];
    return new Timeline(row, entries.get(row.id) ?? [], claim, sightings.get(row.id) ?? [], own, people);
  });
}

function sightingsIn(attempt: Attempt): Sighting[] {
  const { begin, end, body } = attempt;
  return bookingsIn(body).map((booking) => ({ attempt, booking, begin, end }));
}

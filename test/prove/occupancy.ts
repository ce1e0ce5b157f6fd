import { nameOf } from './answers.js';
import { groupsOf } from './groups.js';
import { type Attempt, type BookingBody, lastingOf, originOf } from './history.js';
import { type BookingState, isActive } from './state-machine.js';
import { bookingsIn } from './world.js';

/** The interval in which a booking held its slot, as far as the answers tell. */
export interface Stay {
  readonly booking: BookingBody;
  /** The state that the booking request asked for. */
  readonly start: BookingState;
  /** From `maybe` on it may have held the slot, from `certainly` on it did. */
  readonly from: { readonly maybe: number; readonly certainly: number };
  /** It held the slot until `certainly`, and perhaps until `maybe`. */
  readonly until: { readonly certainly: number; readonly maybe: number };
}

interface Ending {
  readonly begin: number;
  readonly end: number;
}

/** The stay of each booking, by its id. */
export function staysOf(attempts: readonly Attempt[], rows: readonly BookingBody[]): Map<number, Stay> {
  const byNumber = new Map(attempts.map((attempt) => [attempt.number, attempt]));
  const byBooking = groupsOf(attempts, ({ deed }) => deed.bookingId);
  const deletions = attempts.filter(({ deed, outcome }) => deed.strikes?.forGood && outcome !== 'refused');
  const stays = rows.flatMap((booking): [number, Stay][] => {
    const claim = byNumber.get(originOf(booking.notes) ?? 0);
    if (!claim) return [];
    const endings = [
      ...(byBooking.get(booking.id) ?? []).filter(mayEnd),
      ...deletions.filter(({ deed }) => [booking.coach_id, booking.client_id].includes(deed.strikes?.person.id ?? 0)),
    ].map(lastingOf);
    return [[booking.id, { booking, start: startOf(claim), from: fromOf(claim), until: untilOf(endings) }]];
  });
  return new Map(stays);
}

const mayEnd = ({ deed, outcome, body }: Attempt) =>
  (outcome === 'unknown' && deed.change?.status !== undefined && !isActive(deed.change.status)) ||
  (outcome === 'ok' && bookingsIn(body).some(({ status }) => !isActive(status)));

function startOf({ deed }: Attempt): BookingState {
  const { scheduled_at = null, notes = null } = deed.question.body as Partial<BookingState>;
  return { status: 'pending', scheduled_at, notes };
}

const fromOf = ({ begin, end, outcome }: Attempt) => ({ maybe: begin, certainly: outcome === 'ok' ? end : Infinity });

const untilOf = (endings: readonly Ending[]) => ({
  certainly: Math.min(...endings.map(({ begin }) => begin)),
  maybe: Math.min(...endings.map(({ end }) => end)),
});

/** Slots that two bookings certainly held at the same moment. */
export function* doublyHeld(stays: ReadonlyMap<number, Stay>): Generator<string> {
  const slots = groupsOf(stays.values(), ({ booking }) => `slot ${booking.slot_number} of coach ${booking.coach_id}`);
  for (const [slot, all] of slots) {
    const sure = all.filter(({ from, until }) => from.certainly < until.certainly);
    sure.sort((a, b) => a.from.certainly - b.from.certainly);
    for (const [index, later] of sure.entries()) {
      const earlier = sure.slice(0, index).find(({ until }) => until.certainly > later.from.certainly);
      if (earlier) yield `${slot} was held by bookings ${earlier.booking.id} and ${later.booking.id} at once`;
    }
  }
}

/** Refusals whose reason cannot have existed while the request ran. */
export function* falselyRefused(attempts: readonly Attempt[], stays: ReadonlyMap<number, Stay>): Generator<string> {
  const byCoach = groupsOf(stays.values(), ({ booking }) => booking.coach_id);
  const struck = groupsOf(
    attempts.filter(({ deed }) => deed.strikes),
    ({ deed }) => deed.strikes?.person.id,
  );
  const wasStruck = (id: number | undefined, end: number) => struck.get(id)?.some(({ begin }) => begin <= end) === true;
  for (const attempt of attempts) {
    const { deed, status, code, end } = attempt;
    if (status === 401 && !wasStruck(deed.by.id, end))
      yield `${nameOf(attempt)} was 401, and nobody had ended the session`;
    if (!deed.claim) continue;
    const { coachId, slotNumber } = deed.claim;
    if (code === 'coach-not-found' && !wasStruck(coachId, end))
      yield `${nameOf(attempt)} did not find coach ${coachId}`;
    const held = (byCoach.get(coachId) ?? []).filter((stay) => meets(stay, attempt)).map(({ booking }) => booking);
    const holders = held.filter((booking) => booking.slot_number === slotNumber).map(({ client_id }) => client_id);
    const reasons: Record<string, boolean> = {
      'already-booked': holders.includes(deed.by.id),
      'slot-taken': holders.some((id) => id !== deed.by.id),
      'no-available-slots': new Set(held.map((booking) => booking.slot_number)).size === 10,
    };
    if (code !== undefined && reasons[code] === false)
      yield `${nameOf(attempt)} was refused with ${code}, which was not so`;
  }
}

const meets = ({ from, until }: Stay, { begin, end }: Attempt) => from.maybe <= end && until.maybe >= begin;

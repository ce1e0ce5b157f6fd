export type Status = 'pending' | 'confirmed' | 'completed' | 'cancelled';

/** The one who changes a booking. */
export type Party = 'client' | 'coach' | 'admin';

/** The part of a booking that can change, with the names of the wire. `sequence` is judged with the stored history. */
export interface BookingState {
  readonly status: Status;
  readonly scheduled_at: string | null;
  readonly notes: string | null;
  readonly cancelled_by: Party | null;
  readonly cancel_reason: string | null;
}

/** A body of PUT. */
export type Change = Partial<Pick<BookingState, 'status' | 'scheduled_at' | 'notes'>> & { readonly reason?: string };

/** From the specification, written independently: the tested code must not judge itself. */
const LEGAL: Record<Status, readonly Status[]> = {
  pending: ['pending', 'confirmed', 'cancelled'],
  confirmed: ['confirmed', 'completed', 'cancelled'],
  completed: ['completed'],
  cancelled: ['cancelled'],
};

export const isActive = (status: Status) => status === 'pending' || status === 'confirmed';

/** The state after a change; null when it must be refused. */
export function after(state: BookingState, { reason, ...change }: Change, by: Party): BookingState | null {
  const next = { ...state, ...change };
  const moves = next.scheduled_at !== state.scheduled_at;
  if (!LEGAL[state.status].includes(next.status) || (moves && !isActive(state.status))) return null;
  const cancels = next.status === 'cancelled' && state.status !== 'cancelled';
  return cancels ? { ...next, cancelled_by: by, cancel_reason: reason ?? null } : next;
}

/** The state after a move to another time; null when it must be refused. `status`: what a client's move makes of it. */
export function moved(state: BookingState, start: string, by: Party, status: Status): BookingState | null {
  if (!isActive(state.status) || state.scheduled_at === null) return null;
  if (state.scheduled_at === start) return state;
  return { ...state, scheduled_at: start, status: by === 'client' ? status : state.status };
}

/** The state after an admin deleted one of its people: what the deleted person wrote as a reason is gone. */
export function withoutPerson(state: BookingState, party: Party): BookingState {
  const left = party === 'client' ? { ...state, notes: null } : state;
  if (isActive(state.status)) return { ...left, status: 'cancelled', cancelled_by: 'admin', cancel_reason: null };
  return state.cancelled_by === party ? { ...left, cancel_reason: null } : left;
}

const keyOf = ({ status, scheduled_at, notes, cancelled_by, cancel_reason }: BookingState) =>
  JSON.stringify([status, scheduled_at, notes, cancelled_by, cancel_reason]);

export const isSame = (a: BookingState, b: BookingState) => keyOf(a) === keyOf(b);

/** Something that happened to a booking, or that somebody saw of it, between `begin` and `end`. */
export interface Happening {
  /** A description for the reader of a failed proof. */
  readonly what: string;
  readonly begin: number;
  readonly end: number;
  /** It may not have happened at all, or long after its client hung up, so it has no `end`. */
  readonly maybe: boolean;
  /** It changes nothing: a read or a refusal. */
  readonly idle: boolean;
  /** The state after it; null when it cannot have happened in `state`. */
  readonly step: (state: BookingState) => BookingState | null;
}

/**
 * A possible course so far: the certain happenings that are left, the state, and the uncertain happenings that it
 * assumes.
 */
interface Telling {
  readonly left: readonly Happening[];
  readonly state: BookingState;
  readonly assumed: readonly Happening[];
}

/**
 * Whether some order explains all answers (linearizability, by the search of Wing and Gong with memory). Each happening
 * takes effect at one moment between its begin and its end, an uncertain one at any moment after its begin.
 */
export function isExplained(start: BookingState, happenings: readonly Happening[]): boolean {
  const possible = happenings.filter(({ maybe }) => maybe);
  const certain = happenings.filter(({ maybe }) => !maybe).sort((a, b) => a.begin - b.begin);
  const isKnown = memory();
  // First without assumptions, then with one, and so on.
  for (let tellings: Telling[] = [{ left: certain, state: start, assumed: [] }]; tellings.length > 0;) {
    const bolder: Telling[] = [];
    for (let telling = tellings.pop(); telling; telling = tellings.pop()) {
      const { state, assumed } = telling;
      const [left, deadline] = withoutIdle(telling.left, state);
      if (left.length === 0) return true;
      if (isKnown({ left, state, assumed })) continue;
      const may = ({ begin }: Happening) => begin <= deadline;
      for (const one of left.filter(may)) {
        const next = one.step(state);
        if (next) tellings.push({ left: without(left, one), state: next, assumed });
      }
      for (const one of possible.filter(may)) {
        const next = assumed.includes(one) ? null : one.step(state);
        if (next && !isSame(next, state)) bolder.push({ left, state: next, assumed: [...assumed, one] });
      }
    }
    tellings = bolder;
  }
  return false;
}

/**
 * Whether the same telling came up before, or one that is as far with fewer assumptions: if that one fails, so does this.
 * Without this memory the search would try each subset of the uncertain happenings.
 */
function memory(): (telling: Telling) => boolean {
  const known = new Map<string, (readonly Happening[])[]>();
  const numbers = new Map<Happening, number>();
  const numberOf = (one: Happening) => {
    if (!numbers.has(one)) numbers.set(one, numbers.size);
    return numbers.get(one);
  };
  return ({ left, state, assumed }) => {
    const key = `${left.map(numberOf).join()} ${keyOf(state)}`;
    const same = known.get(key) ?? [];
    if (same.some((other) => other.every((one) => assumed.includes(one)))) return true;
    known.set(key, [...same, assumed]);
    return false;
  };
}

const without = (all: readonly Happening[], one: Happening) => all.filter((other) => other !== one);

/**
 * Removes reads and refusals that fit the state now: if any order explains the rest, so does one that begins with these.
 * Also returns the moment by which one of the rest must have happened.
 */
function withoutIdle(open: readonly Happening[], state: BookingState): [left: readonly Happening[], deadline: number] {
  for (let left = open; ;) {
    const deadline = Math.min(...left.map(({ end }) => end));
    const idle = new Set(left.filter((one) => one.idle && one.begin <= deadline && one.step(state) !== null));
    if (idle.size === 0) return [left, deadline];
    left = left.filter((one) => !idle.has(one));
  }
}

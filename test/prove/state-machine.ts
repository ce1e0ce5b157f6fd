type Status = 'pending' | 'confirmed' | 'completed' | 'cancelled';

/** What of a booking can change, as the wire shows it. */
export interface BookingState {
  readonly status: Status;
  readonly scheduled_at: string | null;
  readonly notes: string | null;
}

export type Change = Partial<BookingState>;

/** As the specification has it; written anew, for the code that is judged by it must not be its own judge. */
const LEGAL: Record<Status, readonly Status[]> = {
  pending: ['pending', 'confirmed', 'cancelled'],
  confirmed: ['confirmed', 'completed', 'cancelled'],
  completed: ['completed'],
  cancelled: ['cancelled'],
};

export const isActive = (status: Status) => status === 'pending' || status === 'confirmed';

/** The state after a change; null where it must be refused. */
export function after(state: BookingState, change: Change): BookingState | null {
  const next = { ...state, ...change };
  const moves = next.scheduled_at !== state.scheduled_at;
  if (!LEGAL[state.status].includes(next.status) || (moves && !isActive(state.status))) return null;
  return next;
}

export function isSame(a: BookingState, b: BookingState): boolean {
  return a.status === b.status && a.scheduled_at === b.scheduled_at && a.notes === b.notes;
}

/** Something that happened to a booking, or was seen of it, between `begin` and `end`. */
export interface Happening {
  /** For whoever reads of it. */
  readonly what: string;
  readonly begin: number;
  readonly end: number;
  /** It may also not have happened at all; if it did, then perhaps long after anybody waited for it: it has no `end`. */
  readonly maybe: boolean;
  /** It never changes anything: it was a look, or a refusal. */
  readonly idle: boolean;
  /** The state that it leaves; null where it cannot have happened. */
  readonly step: (state: BookingState) => BookingState | null;
}

/** How the story may have gone so far: what certainly happened and is still to come, and what else it takes to have happened. */
interface Telling {
  readonly left: readonly Happening[];
  readonly state: BookingState;
  readonly assumed: readonly Happening[];
}

/**
 * Whether some order explains what everybody saw: each happening takes effect at one moment between its begin and its end,
 * and what is only a maybe at any moment from its begin on (linearizability; the search is that of Wing and Gong, with memory).
 */
export function isExplained(start: BookingState, happenings: readonly Happening[]): boolean {
  const possible = happenings.filter(({ maybe }) => maybe);
  const certain = happenings.filter(({ maybe }) => !maybe).sort((a, b) => a.begin - b.begin);
  const isKnown = memory();
  // Without any assumption first, then with one, and so on.
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
 * Whether a telling came up before, or one that got as far and assumed only some of the same. Whatever ends the one ends the
 * other: without this, each subset of the unanswered would be tried.
 */
function memory(): (telling: Telling) => boolean {
  const known = new Map<string, (readonly Happening[])[]>();
  const numbers = new Map<Happening, number>();
  const numberOf = (one: Happening) => {
    if (!numbers.has(one)) numbers.set(one, numbers.size);
    return numbers.get(one);
  };
  return ({ left, state, assumed }) => {
    const key = JSON.stringify([left.map(numberOf), state.status, state.scheduled_at, state.notes]);
    const same = known.get(key) ?? [];
    if (same.some((other) => other.every((one) => assumed.includes(one)))) return true;
    known.set(key, [...same, assumed]);
    return false;
  };
}

const without = (all: readonly Happening[], one: Happening) => all.filter((other) => other !== one);

/**
 * Takes out the looks and refusals that fit right now: if any order explains the rest, so does one that begins with these.
 * The second part of the answer is the moment until which one of the rest must have come.
 */
function withoutIdle(open: readonly Happening[], state: BookingState): [left: readonly Happening[], deadline: number] {
  for (let left = open; ;) {
    const deadline = Math.min(...left.map(({ end }) => end));
    const idle = new Set(left.filter((one) => one.idle && one.begin <= deadline && one.step(state) !== null));
    if (idle.size === 0) return [left, deadline];
    left = left.filter((one) => !idle.has(one));
  }
}

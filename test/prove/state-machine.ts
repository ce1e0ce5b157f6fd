export type Status = 'pending' | 'confirmed' | 'completed' | 'cancelled';

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
  /** It may also not have happened at all. */
  readonly maybe: boolean;
  /** It never changes anything: it was a look, or a refusal. */
  readonly idle: boolean;
  /** The state that it leaves; null where it cannot have happened. */
  readonly step: (state: BookingState) => BookingState | null;
}

/** How many branches are tried before a history counts as one that nobody can explain. */
const BRANCHES = 200_000;

/**
 * Whether some order explains what everybody saw: each happening takes effect at one moment between its begin and its end
 * (linearizability; the search is that of Wing and Gong, with memory).
 */
export function isExplained(start: BookingState, happenings: readonly Happening[]): boolean {
  const seen = new Set<string>();
  const search = (open: readonly Happening[], state: BookingState): boolean => {
    const [left, now] = withoutIdle(open, state);
    if (left.every(({ maybe }) => maybe)) return true;
    const key = `${left.map((one) => happenings.indexOf(one)).join()}|${state.status}|${state.scheduled_at}|${state.notes}`;
    if (seen.has(key)) return false;
    if (seen.add(key).size > BRANCHES) return false;
    return now.some((one) => {
      const next = one.step(state);
      const isUseless = next === null || (one.maybe && isSame(next, state));
      return !isUseless && search(without(left, one), next);
    });
  };
  return search([...happenings].sort(byCertainty), start);
}

/** What certainly happened is tried first: it needs fewer assumptions. */
const byCertainty = (a: Happening, b: Happening) => Number(a.maybe) - Number(b.maybe) || a.begin - b.begin;

const without = (all: readonly Happening[], one: Happening) => all.filter((other) => other !== one);

/**
 * Takes out the looks and refusals that fit right now: if any order explains the rest, so does one that begins with these.
 * The second part of the answer is what may come next.
 */
function withoutIdle(open: readonly Happening[], state: BookingState): [left: readonly Happening[], now: Happening[]] {
  for (let left = open; ;) {
    const deadline = Math.min(...left.map(({ end }) => end));
    const now = left.filter(({ begin }) => begin <= deadline);
    const idle = new Set(now.filter((one) => one.idle && one.step(state) !== null));
    if (idle.size === 0) return [left, now];
    left = left.filter((one) => !idle.has(one));
  }
}

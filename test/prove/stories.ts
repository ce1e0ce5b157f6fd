import { nameOf } from './answers.js';
import { groupsOf } from './groups.js';
import { type Attempt, lastingOf } from './history.js';
import { offerOf } from './offers.js';
import {
  after,
  type BookingState,
  type Happening,
  isActive,
  isExplained,
  isSame,
  moved,
  type Party,
  withoutPerson,
} from './state-machine.js';
import type { Timeline } from './timeline.js';
import { bookingsIn } from './world.js';

/** Bookings for which no legal order gives the answers and the stored row. */
export function* unexplained(attempts: readonly Attempt[], timelines: readonly Timeline[]): Generator<string> {
  const now = performance.now();
  const changes = groupsOf(attempts, ({ deed }) => deed.bookingId);
  const lists = groupsOf(attempts.filter(isList), ({ deed }) => deed.by.id);
  const deletions = attempts.filter(({ deed, outcome }) => deed.strikes?.forGood && outcome !== 'refused');
  for (const { booking: row, claim } of timelines) {
    if (!claim) continue;
    const start = startOf(claim);
    const happenings = [
      ...(changes.get(row.id) ?? []).flatMap((attempt) => happeningsOf(attempt, row.coach_id, row.slot_number)),
      ...(lists.get(row.coach_id) ?? []).flatMap((list) => sightingsOf(list, row.id)),
      ...deletions.flatMap((attempt) => {
        const { id } = attempt.deed.strikes?.person ?? {};
        if (id === row.client_id) return [deletionOf(attempt, 'client')];
        return id === row.coach_id ? [deletionOf(attempt, 'coach')] : [];
      }),
      sighting({ what: 'stored in the end', begin: now, end: now }, row),
    ];
    if (isExplained(start, happenings)) continue;
    yield `booking ${row.id} has a history that no order explains:\n${storyOf(start, happenings)}`;
  }
}

const isList = ({ deed, outcome }: Attempt) => deed.name === 'calendar' && outcome === 'ok';

/** The state that a booking request asks for. A coach confirms at once what they book themselves. */
function startOf({ deed: { by, claim, question } }: Attempt): BookingState {
  const { notes = null } = question.body as Partial<BookingState>;
  const isConfirmed = by.role === 'coach' || isConfirmedAtOnce(claim?.coachId ?? 0, claim?.slotNumber ?? null);
  const scheduled_at = claim?.start ?? null;
  return {
    status: isConfirmed ? 'confirmed' : 'pending',
    scheduled_at,
    notes,
    cancelled_by: null,
    cancel_reason: null,
  };
}

const isConfirmedAtOnce = (coachId: number, slotNumber: number | null) =>
  slotNumber === null && offerOf(coachId).auto_confirm;

/** What an attempt tells about a booking. Empty when it changed nothing and showed nothing. */
function happeningsOf(attempt: Attempt, coachId: number, slotNumber: number | null): Happening[] {
  const { deed, outcome, code = '', body } = attempt;
  if (deed.forbidden) return [];
  const told = bookingsIn(body)[0];
  const next = stepOf(attempt, isConfirmedAtOnce(coachId, slotNumber) ? 'confirmed' : 'pending');
  if (!next) return told ? [sighting(headOf(attempt), told)] : [];
  const head = headOf(attempt);
  if (outcome === 'unknown') return [{ ...head, maybe: true, idle: false, step: next }];
  if (told) return [{ ...head, maybe: false, idle: false, step: (state) => as(next(state), told) }];
  const refuses = refusalBy(code, next, deed.claim?.kind === 'move', slotNumber);
  return refuses ? [{ ...head, maybe: false, idle: true, step: (state) => (refuses(state) ? state : null) }] : [];
}

type Step = Happening['step'];

/** What a change or a move does to a state; undefined for reads. */
function stepOf({ deed: { change, claim, by } }: Attempt, status: 'pending' | 'confirmed'): Step | undefined {
  if (change) return (state) => after(state, change, by.role);
  const { kind, start = null } = claim ?? {};
  return kind === 'move' && start !== null ? (state) => moved(state, start, by.role, status) : undefined;
}

/** The states in which a change is refused with a code; undefined when the code says nothing about the state. */
function refusalBy(code: string, next: Step, isMove: boolean, slotNumber: number | null) {
  const conflicts = ['coach-busy', 'too-close', 'held', 'you-are-busy', 'daily-limit', 'client-limit', 'time-conflict'];
  if (code === 'invalid-transition') return isMove ? isOver : (state: BookingState) => next(state) === null;
  if (code === 'no-time-yet') return (state: BookingState) => !isOver(state) && state.scheduled_at === null;
  if (code === 'not-started') return (state: BookingState) => state.status === 'confirmed' && slotNumber === null;
  if (!conflicts.includes(code)) return undefined;
  return (state: BookingState) => {
    const wanted = next(state);
    return wanted !== null && wanted.scheduled_at !== state.scheduled_at;
  };
}

const isOver = ({ status }: BookingState) => !isActive(status);

const as = (state: BookingState | null, told: BookingState) => (state && isSame(state, told) ? state : null);

type Head = Pick<Happening, 'what' | 'begin' | 'end'>;

function headOf(attempt: Attempt): Head {
  const { deed, status = 'no answer', code = '', body } = attempt;
  const told = deed.change || deed.claim ? bookingsIn(body).map(textOf).join() : '';
  return {
    what: `${nameOf(attempt)} ${JSON.stringify(deed.question.body ?? {})}: ${status} ${code}${told}`,
    ...lastingOf(attempt),
  };
}

function sighting(head: Head, seen: BookingState): Happening {
  const step = (state: BookingState) => as(state, seen) && state;
  return { ...head, what: `${head.what} saw ${textOf(seen)}`, maybe: false, idle: true, step };
}

function sightingsOf(list: Attempt, id: number): Happening[] {
  return bookingsIn(list.body)
    .filter((seen) => seen.id === id)
    .map((seen) => sighting(headOf(list), seen));
}

function deletionOf(attempt: Attempt, party: Party): Happening {
  const step = (state: BookingState) => withoutPerson(state, party);
  return { ...headOf(attempt), maybe: attempt.outcome === 'unknown', idle: false, step };
}

const textOf = ({ status, scheduled_at, notes, cancelled_by, cancel_reason }: BookingState) =>
  [status, scheduled_at ?? 'no time', notes, cancelled_by, cancel_reason].filter(Boolean).join(', ');

function storyOf(start: BookingState, happenings: readonly Happening[]): string {
  const lines = [...happenings]
    .sort((a, b) => a.begin - b.begin)
    .map(({ what, begin, end }) => `  ${begin.toFixed(1)}–${end.toFixed(1)} ${what}`);
  return [`  from ${textOf(start)}`, ...lines].join('\n');
}

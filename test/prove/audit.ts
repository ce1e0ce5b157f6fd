import { setTimeout as sleep } from 'node:timers/promises';
import { type Sql, unsoundIn } from '../support/books.js';
import { nameOf } from './answers.js';
import { groupsOf } from './groups.js';
import { type Attempt, type BookingBody, lastingOf, originOf } from './history.js';
import { doublyHeld, falselyRefused, type Stay, staysOf } from './occupancy.js';
import { after, type BookingState, type Happening, isActive, isExplained, isSame } from './state-machine.js';
import { bookingsIn } from './world.js';

/** The comparison of the stored bookings with the answers. */
interface Audit {
  readonly bookings: number;
  /** Stored, but never acknowledged. */
  readonly unacknowledged: number;
  readonly flaws: readonly string[];
}

const BUSY = `
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
     AND backend_type = 'client backend' AND (state <> 'idle' OR xact_start IS NOT NULL)`;

const BOOKINGS = `
  SELECT id, coach_id, client_id, slot_number, status, notes,
         to_char(scheduled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS scheduled_at
    FROM bookings WHERE notes LIKE '#%' ORDER BY id`;

/** Compares what is stored with what was answered. The load must have ended. */
export async function audit(attempts: readonly Attempt[], sql: Sql): Promise<Audit> {
  await untilQuiet(sql);
  const rows = await sql<BookingBody>(BOOKINGS);
  const unsound = Object.entries(await unsoundIn(sql)) as [string, object[]][];
  const stays = staysOf(attempts, rows);
  const isAcknowledged = new Set(attempts.filter(isAcknowledgedBooking).map(({ number }) => number));
  return {
    bookings: rows.length,
    unacknowledged: rows.filter(({ notes }) => !isAcknowledged.has(originOf(notes) ?? 0)).length,
    flaws: [
      ...unsound.flatMap(([what, found]) => found.map((row) => `${what}: ${JSON.stringify(row)}`)),
      ...unfaithful(attempts, rows),
      ...unexplained(attempts, rows, stays),
      ...doublyHeld(stays),
      ...falselyRefused(attempts, stays),
    ],
  };
}

/** PostgreSQL may still run statements whose clients are gone. */
async function untilQuiet(sql: Sql): Promise<void> {
  const deadline = Date.now() + 15_000;
  while ((await sql(BUSY)).length > 0) {
    if (Date.now() > deadline) throw new Error('PostgreSQL does not come to rest.');
    await sleep(50);
  }
}

const isAcknowledgedBooking = ({ deed, outcome }: Attempt) => deed.name === 'book' && outcome === 'ok';

/** Acknowledged bookings that are not stored exactly once as acknowledged, and stored bookings that were refused. */
function* unfaithful(attempts: readonly Attempt[], rows: readonly BookingBody[]): Generator<string> {
  const stored = groupsOf(rows, ({ notes }) => originOf(notes));
  for (const attempt of attempts.filter(({ deed }) => deed.name === 'book')) {
    const [row, ...more] = stored.get(attempt.number) ?? [];
    stored.delete(attempt.number);
    if (more.length > 0) yield `${nameOf(attempt)} is stored ${more.length + 1} times`;
    if (row && attempt.outcome === 'refused')
      yield `${nameOf(attempt)} was refused, and is stored as booking ${row.id}`;
    if (row && !matches(attempt, row)) yield `booking ${row.id} is not what ${nameOf(attempt)} asked for`;
    if (attempt.outcome !== 'ok') continue;
    const [told] = bookingsIn(attempt.body);
    if (!row) yield `${nameOf(attempt)} was acknowledged as booking ${told?.id}, and is lost`;
    else if (told?.id !== row.id) yield `${nameOf(attempt)} was acknowledged as booking ${told?.id}, and is ${row.id}`;
  }
  for (const origin of stored.keys()) yield `a booking of #${origin} is stored, which nobody asked for`;
}

function matches({ deed: { by, claim } }: Attempt, row: BookingBody): boolean {
  return row.client_id === by.id && row.coach_id === claim?.coachId && row.slot_number === claim.slotNumber;
}

/** Bookings for which no legal order gives the answers and the stored row. */
function* unexplained(
  attempts: readonly Attempt[],
  rows: readonly BookingBody[],
  stays: ReadonlyMap<number, Stay>,
): Generator<string> {
  const now = performance.now();
  const changes = groupsOf(attempts, ({ deed }) => deed.bookingId);
  const lists = groupsOf(attempts.filter(isList), ({ deed }) => deed.by.id);
  const deletions = attempts.filter(({ deed, outcome }) => deed.strikes?.forGood && outcome !== 'refused');
  for (const row of rows) {
    const start = stays.get(row.id)?.start;
    if (!start) continue;
    const parties = [row.coach_id, row.client_id];
    const happenings = [
      ...(changes.get(row.id) ?? []).flatMap(happeningsOf),
      ...(lists.get(row.coach_id) ?? []).flatMap((list) => sightingsOf(list, row.id)),
      ...deletions.filter(({ deed }) => parties.includes(deed.strikes?.person.id ?? 0)).map(deletionOf),
      sighting({ what: 'stored in the end', begin: now, end: now }, row),
    ];
    if (isExplained(start, happenings)) continue;
    yield `booking ${row.id} has a history that no order explains:\n${storyOf(start, happenings)}`;
  }
}

const isList = ({ deed, outcome }: Attempt) => deed.name === 'calendar' && outcome === 'ok';

/** What an attempt tells about a booking. Empty when it changed nothing and showed nothing. */
function happeningsOf(attempt: Attempt): Happening[] {
  const { deed, outcome, code, body } = attempt;
  const { change } = deed;
  if (deed.forbidden) return [];
  const told = bookingsIn(body)[0];
  if (!change) return told ? [sighting(headOf(attempt), told)] : [];
  const head = headOf(attempt);
  const next = (state: BookingState) => after(state, change);
  if (outcome === 'unknown') return [{ ...head, maybe: true, idle: false, step: next }];
  if (told) return [{ ...head, maybe: false, idle: false, step: (state) => as(next(state), told) }];
  const refusal = { ...head, maybe: false, idle: true };
  if (code === 'invalid-transition') return [{ ...refusal, step: (state) => (next(state) ? null : state) }];
  if (code === 'time-conflict') return [{ ...refusal, step: (state) => (next(state) ? state : null) }];
  return [];
}

const as = (state: BookingState | null, told: BookingState) => (state && isSame(state, told) ? state : null);

type Head = Pick<Happening, 'what' | 'begin' | 'end'>;

function headOf(attempt: Attempt): Head {
  const { deed, status = 'no answer', code = '', body } = attempt;
  const told = deed.change ? bookingsIn(body).map(textOf).join() : '';
  return {
    what: `${nameOf(attempt)} ${JSON.stringify(deed.change ?? {})}: ${status} ${code}${told}`,
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

function deletionOf(attempt: Attempt): Happening {
  const step = (state: BookingState): BookingState =>
    isActive(state.status) ? { ...state, status: 'cancelled' } : state;
  return { ...headOf(attempt), maybe: attempt.outcome === 'unknown', idle: false, step };
}

const textOf = ({ status, scheduled_at, notes }: BookingState) =>
  `${status}, ${scheduled_at ?? 'no time'}, ${notes ?? ''}`;

function storyOf(start: BookingState, happenings: readonly Happening[]): string {
  const lines = [...happenings]
    .sort((a, b) => a.begin - b.begin)
    .map(({ what, begin, end }) => `  ${begin.toFixed(1)}–${end.toFixed(1)} ${what}`);
  return [`  from ${textOf(start)}`, ...lines].join('\n');
}

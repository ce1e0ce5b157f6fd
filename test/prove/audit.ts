import { setTimeout as sleep } from 'node:timers/promises';
import { type Sql, unsoundIn } from '../support/books.js';
import { nameOf } from './answers.js';
import { falselyTold } from './chronicle.js';
import { groupsOf } from './groups.js';
import { type Attempt, type BookingBody, originOf, type StoredBooking } from './history.js';
import { doublyHeld, overLimit, spentTwice } from './occupancy.js';
import { sessionOf } from './offers.js';
import { falselyRefused } from './refusals.js';
import { staysOfBooking, staysOfHolds } from './stays.js';
import { unexplained } from './stories.js';
import { type Entry, timelinesOf } from './timeline.js';
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

const AS_TEXT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

const BOOKINGS = `
  SELECT b.id, coach_id, client_id, slot_number, status, b.notes, o.notes AS origin, sequence, cancelled_by, cancel_reason,
         to_char(scheduled_at AT TIME ZONE 'UTC', ${AS_TEXT}) AS scheduled_at,
         to_char(ends_at AT TIME ZONE 'UTC', ${AS_TEXT}) AS ends_at
    FROM bookings b JOIN proof.origins o ON o.booking_id = b.id WHERE o.notes LIKE '#%' ORDER BY b.id`;

const HISTORY = `
  SELECT booking_id, extract(epoch FROM at)::float8 * 1000 AS at, actor_id, actor_role, from_status, to_status, reason,
         to_char(from_time AT TIME ZONE 'UTC', ${AS_TEXT}) AS from_time,
         to_char(to_time AT TIME ZONE 'UTC', ${AS_TEXT}) AS to_time
    FROM booking_history ORDER BY id`;

/** Keeps what made each booking beside it: the notes that say so go when an admin deletes the client. */
const REMEMBER_ORIGINS = `
  CREATE SCHEMA proof;
  CREATE TABLE proof.origins (booking_id integer PRIMARY KEY, notes text);
  CREATE FUNCTION proof.remember() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO proof.origins VALUES (NEW.id, NEW.notes) ON CONFLICT (booking_id) DO UPDATE SET notes = excluded.notes;
    RETURN NULL;
  END $$;
  CREATE TRIGGER remember AFTER INSERT OR UPDATE OF notes ON bookings
    FOR EACH ROW WHEN (NEW.notes IS NOT NULL) EXECUTE FUNCTION proof.remember()`;

export const rememberOrigins = (sql: Sql) => sql(REMEMBER_ORIGINS);

/** Compares what is stored with what was answered. The load must have ended, and rememberOrigins was called before it. */
export async function audit(attempts: readonly Attempt[], sql: Sql): Promise<Audit> {
  await untilQuiet(sql);
  const rows = await sql<StoredBooking>(BOOKINGS);
  const unsound = Object.entries(await unsoundIn(sql)) as [string, object[]][];
  const timelines = timelinesOf(attempts, rows, await sql<Entry>(HISTORY));
  const stays = [...timelines.flatMap(staysOfBooking), ...staysOfHolds(attempts)];
  const isAcknowledged = new Set(attempts.filter(isAcknowledgedBooking).map(({ number }) => number));
  return {
    bookings: rows.length,
    unacknowledged: rows.filter(({ origin }) => !isAcknowledged.has(originOf(origin) ?? 0)).length,
    flaws: [
      ...unsound.flatMap(([what, found]) => found.map((row) => `${what}: ${JSON.stringify(row)}`)),
      ...unfaithful(attempts, rows),
      ...unexplained(attempts, timelines),
      ...timelines.flatMap((timeline) => [...falselyTold(timeline)]),
      ...doublyHeld(stays),
      ...overLimit(attempts, stays),
      ...spentTwice(attempts),
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

const makesBooking = ({ deed }: Attempt) => deed.claim?.kind === 'booking';
const isAcknowledgedBooking = (attempt: Attempt) => makesBooking(attempt) && attempt.outcome === 'ok';

/** Acknowledged bookings that are not stored exactly once as acknowledged, and stored bookings that were refused. */
function* unfaithful(attempts: readonly Attempt[], rows: readonly StoredBooking[]): Generator<string> {
  const stored = groupsOf(rows, ({ origin }) => originOf(origin));
  for (const attempt of attempts.filter(makesBooking)) {
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

function matches({ deed: { claim } }: Attempt, row: BookingBody): boolean {
  const isOfThem = row.client_id === claim?.clientId && row.coach_id === claim.coachId;
  return isOfThem && row.slot_number === claim.slotNumber && hasItsLength(row);
}

function hasItsLength({ coach_id, slot_number, scheduled_at, ends_at }: BookingBody): boolean {
  if (scheduled_at === null || ends_at === null) return scheduled_at === ends_at;
  return sessionOf(coach_id, slot_number, scheduled_at).end === Date.parse(ends_at);
}

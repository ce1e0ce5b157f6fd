import type { Sql } from '../support/books.js';
import { groupsOf } from './groups.js';

const EVENTS = `
  SELECT id::float8 AS id, type, subject_id AS entry, data->>'coach_id' AS coach,
         coalesce('slot ' || (data->>'slot_number'), 'time ' || (data->>'scheduled_at')) AS thing
    FROM events WHERE subject_kind = 'waitlist_entry' ORDER BY id`;

interface WaitlistEvent {
  readonly id: number;
  readonly type: string;
  readonly entry: number;
  readonly coach: string;
  readonly thing: string | null;
}

/** The events that may follow each event of an entry. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  '': ['joined'],
  joined: ['offered', 'skipped', 'left', 'expired'],
  skipped: ['offered', 'skipped', 'left', 'expired'],
  offered: ['booked', 'left', 'lapsed', 'returned'],
  returned: ['offered', 'skipped', 'left', 'expired'],
};

/** Rows that break a promise, each with a name. None of these statements may return any. */
const BROKEN: Readonly<Record<string, string>> = {
  'entry that is offered without an offer, or has one without being offered': `
    SELECT e.id FROM waitlist_entries e WHERE (e.status = 'offered') <> EXISTS (
      SELECT FROM bookings b WHERE b.kind = 'offer' AND b.waitlist_entry_id = e.id)`,
  'client who waits while a slot is free': `
    SELECT e.id FROM waitlist_entries e JOIN users u ON u.id = e.coach_id
     WHERE e.kind = 'slot' AND e.status = 'waiting' AND u.available_slots > 0`,
  'entry that is booked without a booking of the same deed': `
    SELECT w.subject_id AS id FROM events w WHERE w.type = 'waitlist.booked' AND NOT EXISTS (
      SELECT FROM events b WHERE b.deed = w.deed AND b.subject_kind = 'booking' AND b.type IN ('booking.requested', 'booking.confirmed'))`,
  'note of freed time that nobody worked off': `SELECT id FROM waitlist_freed`,
  'coach whose free slots are counted wrongly': `
    SELECT u.id FROM users u WHERE u.role = 'coach' AND u.available_slots <> u.total_slots - (
      SELECT count(*) FROM bookings b WHERE b.coach_id = u.id AND b.slot_number IS NOT NULL AND b.status IN ('pending', 'confirmed'))`,
};

/** Counts the events of the waitlists, and lists the promises that they break. */
export async function auditWaitlists(sql: Sql): Promise<{ counts: ReadonlyMap<string, number>; flaws: string[] }> {
  const events = await sql<WaitlistEvent>(EVENTS);
  const broken = await Promise.all(
    Object.entries(BROKEN).map(async ([what, statement]) =>
      (await sql<{ id: number }>(statement)).map(({ id }) => `${what}: ${id}`),
    ),
  );
  const counts = new Map([...groupsOf(events, ({ type }) => type)].map(([type, list]) => [type, list.length]));
  return { counts, flaws: [...broken.flat(), ...brokenLives(events), ...doubleOffers(events)] };
}

function brokenLives(events: readonly WaitlistEvent[]): string[] {
  return [...groupsOf(events, ({ entry }) => entry)].flatMap(([entry, life]) => {
    const types = life.map(({ type }) => type.slice('waitlist.'.length));
    const wrong = types.findIndex((type, index) => !(NEXT[types[index - 1] ?? ''] ?? []).includes(type));
    return wrong === -1 ? [] : [`entry ${entry} was ${types.join(', ')}`];
  });
}

/** Nothing is offered to somebody before the offer to another one has ended. */
function doubleOffers(events: readonly WaitlistEvent[]): string[] {
  const holders = new Map<string, number>();
  return events.flatMap(({ type, entry, coach, thing }) => {
    const key = `${coach} ${thing ?? ''}`;
    if (thing === null) return [];
    const holder = holders.get(key);
    if (type !== 'waitlist.offered') {
      if (holder === entry) holders.delete(key);
      return [];
    }
    holders.set(key, entry);
    return holder === undefined ? [] : [`${thing} of coach ${coach} was offered to ${entry} while ${holder} had it`];
  });
}

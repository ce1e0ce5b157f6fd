import { type BookingEvent, mailsOf, tellingsOf } from '../../src/notifications/domain/telling.js';
import type { Sql } from '../support/books.js';
import { groupsOf } from './groups.js';

const EVENTS = `
  SELECT id::float8 AS id, deed::text AS deed, type, subject_id AS "subjectId", data,
         json_build_object('id', actor_id, 'role', actor_role) AS actor
    FROM events WHERE subject_kind = 'booking' ORDER BY id`;

/** One notification or delivery that must be recorded, by name. */
const RECORDED = `
  SELECT 'mail ' || key AS effect FROM deliveries WHERE key LIKE 'deed %'
   UNION ALL
  SELECT 'application ' || event_id || ' ' || user_id FROM notifications`;

const DELIVERIES = `SELECT id::float8 AS id, status, detail FROM deliveries WHERE key LIKE 'deed %'`;

/** The effects of bookings' events: as they are stored, compared with what the rules say. */
export async function effectsIn(sql: Sql) {
  const expected = expectedOf(await sql<StoredEvent>(EVENTS));
  const recorded = (await sql<{ effect: string }>(RECORDED)).map(({ effect }) => effect);
  const known = new Set(recorded);
  return {
    recorded: recorded.length,
    missing: [...expected].filter((effect) => !known.has(effect)),
    more: recorded.filter((effect) => !expected.has(effect)),
    twice: recorded.length - known.size,
    deliveries: await sql<{ id: number; status: string; detail: string | null }>(DELIVERIES),
  };
}

type StoredEvent = BookingEvent & { readonly deed: string };

/** What must be recorded, by the rules alone. */
function expectedOf(events: readonly StoredEvent[]): Set<string> {
  const deeds = groupsOf(events, ({ deed }) => deed);
  const expected = new Set<string>();
  for (const deed of deeds.values()) {
    const tellings = tellingsOf(deed);
    for (const { userId, eventId, byApp } of tellings) if (byApp) expected.add(`application ${eventId} ${userId}`);
    for (const { userId, eventIds } of mailsOf(tellings)) expected.add(`mail deed ${eventIds[0] ?? 0} ${userId}`);
  }
  return expected;
}

import { randomUUID } from 'node:crypto';
import type { Person, TestApp } from './app.js';

/** Adds a feed that a coach keeps elsewhere, with plain SQL: it was read without a fault, but no key opens its address. */
export async function externalCalendar(app: TestApp, coach: Person): Promise<string> {
  const id = randomUUID();
  await app.sql(
    `INSERT INTO external_calendars (id, coach_id, kind, number, address, host, next_fetch_at, fetched_at)
     SELECT $1, $2, 'feed', 1 + count(*), 'none', 'calendar.invalid', 'infinity', now() FROM external_calendars WHERE coach_id = $2`,
    [id, coach.id],
  );
  return id;
}

/** Makes a coach busy elsewhere with plain SQL; returns the id of the calendar. */
export async function busy(app: TestApp, coach: Person, ...ranges: readonly (readonly [from: string, to: string])[]) {
  const id = randomUUID();
  await app.sql(
    `INSERT INTO external_calendars (id, coach_id, kind, next_fetch_at) VALUES ($1, $2, 'google', 'infinity')`,
    [id, coach.id],
  );
  for (const [from, to] of ranges) {
    await app.sql(`INSERT INTO busy_times (calendar_id, coach_id, starts_at, ends_at) VALUES ($1, $2, $3, $4)`, [
      ...[id, coach.id, from, to],
    ]);
  }
  return id;
}

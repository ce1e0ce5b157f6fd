import { randomUUID } from 'node:crypto';
import type { Person, TestApp } from './app.js';

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

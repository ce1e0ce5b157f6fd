import type { TestApp } from './app.js';

/**
 * What must hold after anything, asked of the database by statements that do not trust our code: no slot held twice, no
 * overlap for coach or client, and every coach's count right.
 */
export async function expectSoundBooks(app: TestApp): Promise<void> {
  const active = `status IN ('pending', 'confirmed')`;
  const doubled = await app.sql(
    `SELECT coach_id, slot_number FROM bookings WHERE ${active} GROUP BY 1, 2 HAVING count(*) > 1`,
  );
  const overlapping = await app.sql(`
    SELECT a.id, b.id FROM bookings a JOIN bookings b ON a.id < b.id AND (a.coach_id = b.coach_id OR a.client_id = b.client_id)
     WHERE a.${active} AND b.${active} AND a.scheduled_at < b.ends_at AND b.scheduled_at < a.ends_at`);
  const miscounted = await app.sql(`
    SELECT u.id, u.available_slots FROM users u
     WHERE u.available_slots <> 10 - (SELECT count(*) FROM bookings WHERE coach_id = u.id AND ${active})`);
  expect({ doubled, overlapping, miscounted }).toEqual({ doubled: [], overlapping: [], miscounted: [] });
}

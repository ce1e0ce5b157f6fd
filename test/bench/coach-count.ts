import { openHours } from './hours.js';
import { withoutTriggers } from './past.js';
import { ADD_USERS, COACHES } from './people.js';
import type { Stage } from './stage.js';

const DEACTIVATE = `UPDATE users SET is_active = false WHERE id = ANY($1::integer[])`;
/** Runs without triggers: the foreign key of bookings would read all of them for each session type. */
const DELETE = `
  WITH extra AS (DELETE FROM users WHERE email LIKE 'extra%' RETURNING id),
       types AS (DELETE FROM session_types t USING extra WHERE t.coach_id = extra.id),
       dates AS (DELETE FROM schedule_dates d USING extra WHERE d.coach_id = extra.id),
       away AS (DELETE FROM time_off o USING extra WHERE o.coach_id = extra.id)
  DELETE FROM schedules s USING extra WHERE s.coach_id = extra.id`;
const VACUUM = 'VACUUM (ANALYZE) users, schedules, schedule_dates, session_types, time_off';

/** Runs `work` while that many coaches are active. Without a number, the usual ones are. */
export async function withCoaches<Result>(
  { client, people }: Stage,
  count: number | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (count === undefined || count === COACHES) return work();
  const more = count - COACHES;
  if (more > 0) await client.query(ADD_USERS, ['extra', 'nobody logs in', 'coach', more]);
  else await client.query(DEACTIVATE, [people.coaches.slice(count).map(({ id }) => id)]);
  await openHours(client);
  await client.query(VACUUM);
  const result = await work();
  await withoutTriggers(client, () => client.query(DELETE));
  await client.query(`UPDATE users SET is_active = true WHERE NOT is_active`);
  await client.query(VACUUM);
  return result;
}

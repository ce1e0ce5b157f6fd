import { ADD_USERS, COACHES } from './people.js';
import type { Stage } from './stage.js';

const DEACTIVATE = `UPDATE users SET is_active = false WHERE id = ANY($1::integer[])`;

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
  await client.query('VACUUM (ANALYZE) users');
  const result = await work();
  await client.query(`DELETE FROM users WHERE email LIKE 'extra%'`);
  await client.query(`UPDATE users SET is_active = true WHERE NOT is_active`);
  await client.query('VACUUM (ANALYZE) users');
  return result;
}

import type { Person, TestApp } from './app.js';
import { insert } from './rows.js';

/** A completed session of a slot; its history says that it was completed now, or at `at`. */
export function completedSession(
  app: TestApp,
  coach: Pick<Person, 'id'>,
  client: Pick<Person, 'id'>,
  at: Date = new Date(),
): Promise<number> {
  const row = { coach_id: coach.id, client_id: client.id, slot_number: 1, status: 'completed', sequence: 0 };
  return insert(app, 'bookings', { ...row, ...EMPTY, created_at: at, updated_at: at });
}

/** `jsonb_populate_record` knows no defaults. */
const EMPTY = {
  ...{ kind: 'booking', buffer_before: 0, buffer_after: 0, is_late_cancellation: false },
  ...{ move_notice_minutes: 720, cancel_notice_minutes: 720 },
};

/** Ratings that are not those of the published reviews. The statement uses no code of ours. */
export const miscountedRatings = (app: TestApp): Promise<object[]> =>
  app.sql(`
    SELECT u.id, u.rating_count, u.rating_sum FROM users u
     CROSS JOIN LATERAL (
       SELECT count(*) AS reviews, coalesce(sum(rating), 0) AS stars FROM reviews WHERE coach_id = u.id AND status = 'published') said
     WHERE (u.rating_count, u.rating_sum) IS DISTINCT FROM (CASE WHEN u.deleted_at IS NULL THEN reviews ELSE 0 END,
                                                            CASE WHEN u.deleted_at IS NULL THEN stars ELSE 0 END)`);

import type { Person, TestApp } from '../support/app.js';
import { completedSession } from '../support/reviews.js';
import { insert } from '../support/rows.js';

/** Enough that some are left when requests review, remove and delete others. */
const MANY = 12;

/** Past sessions that their client missed, for contests and decisions. */
export async function missedBy(app: TestApp, coach: Person, client: Person): Promise<number[]> {
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const missed = { attendance: 'client_no_show', attendance_at: at(1), attendance_by: 'coach', status: 'completed' };
  const session = (hours: number) => ({ scheduled_at: at(hours), ends_at: at(hours - 1), ...missed });
  const pair = { coach_id: coach.id, client_id: client.id };
  return Promise.all(
    Array.from({ length: MANY }, (_, index) => insert(app, 'bookings', { ...pair, ...session(index + 3) })),
  );
}

/** Completed sessions of the client, every second one with a review. */
export async function reviewsOf(app: TestApp, coach: Person, client: Person) {
  const sessions = await Promise.all(Array.from({ length: 2 * MANY }, () => completedSession(app, coach, client)));
  const review = { coach_id: coach.id, status: 'published', rating: 4, text: 'Clear and patient.', show_name: true };
  const rest = { on_account_deletion: 'anonymise', created_at: new Date() };
  const reviews: number[] = [];
  for (const booking_id of sessions.slice(MANY)) {
    reviews.push(await insert(app, 'reviews', { booking_id, ...review, ...rest }));
  }
  return { sessions, reviews };
}

import type { Person, TestApp } from '../support/app.js';
import { completedSession } from '../support/reviews.js';
import { insert } from '../support/rows.js';

/** Enough that some are left when requests review, remove and delete others. */
const MANY = 12;

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

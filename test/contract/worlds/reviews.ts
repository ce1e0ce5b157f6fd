import type { TestApp } from '../../support/app.js';
import { completedSession } from '../../support/reviews.js';
import { insert } from '../../support/rows.js';
import type { Sent } from '../access-table.js';

export const REVIEW: Sent = { body: { rating: 5, text: 'Clear and patient.' } };

const [REVIEWED, UNREVIEWED] = ['reviewed session', 'completed session'];

/** Two completed sessions, one of them with a review. */
export async function reviewsOf(app: TestApp, coach: { readonly id: number }, client: { readonly id: number }) {
  const booking_id = await completedSession(app, coach, client);
  const review = { booking_id, coach_id: coach.id, status: 'published', rating: 4, show_name: true };
  const rest = { on_account_deletion: 'anonymise', created_at: new Date() };
  return {
    reviews: await insert(app, 'reviews', { ...review, ...rest }),
    [REVIEWED]: booking_id,
    [UNREVIEWED]: await completedSession(app, coach, client),
  };
}

/** Which booking an operation is about, when it is a review that it writes or reads. */
export function bookingOf(operation: string): string {
  if (!operation.endsWith('/review')) return '';
  return operation.startsWith('POST') ? UNREVIEWED : REVIEWED;
}

import type { TestApp } from '../../support/app.js';
import { insert } from '../../support/rows.js';
import type { Sent } from '../access-table.js';
import { bookingOf as reviewedOf } from './reviews.js';

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

export const LAST_MONTH: Sent = { query: { from: dayBefore(29), to: dayBefore(0) } };

const [STARTED, MISSED] = ['started session', 'missed session'];
/** A confirmed session ahead that no other operation touches. */
const AHEAD = 'session ahead';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A session of which nobody has said who came, one that its client did not come to, and one that is ahead. */
export async function outcomesOf(app: TestApp, pair: object) {
  const session = (hours: number) => ({
    ...{ ...pair, status: 'completed', created_at: hoursAgo(hours + 24), updated_at: hoursAgo(hours - 1) },
    ...{ scheduled_at: hoursAgo(hours), ends_at: hoursAgo(hours - 1) },
  });
  const made = { created_at: hoursAgo(24), updated_at: hoursAgo(24) };
  const missed = { attendance: 'client_no_show', attendance_at: hoursAgo(4), attendance_by: 'coach' };
  return {
    [STARTED]: await insert(app, 'bookings', session(3)),
    [MISSED]: await insert(app, 'bookings', { ...session(5), ...missed }),
    [AHEAD]: await insert(app, 'bookings', { ...session(-480), status: 'confirmed', ...made }),
  };
}

/** Which booking an operation is about, when it is not any. */
export function bookingOf(operation: string): string {
  if (operation.endsWith('/attendance/contest')) return MISSED;
  if (operation.endsWith('/cancellation-quote')) return AHEAD;
  return operation === 'POST /bookings/bookings/{id}/attendance' ? STARTED : reviewedOf(operation);
}

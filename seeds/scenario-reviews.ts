import type { Client } from 'pg';
import type { Calendar } from './calendar.js';
import { insert } from './insert.js';
import { type Scenario, SCENARIOS } from './scenario-accounts.js';
import { row, type TryoutWorld } from './tryout-world.js';

const BOOKINGS = `SELECT id FROM bookings WHERE coach_id = $1 AND client_id = $2 AND status = 'completed' ORDER BY id`;

/** What the clients of one scenario coach say: with a reply, without a name, and with a report that waits for an admin. */
export async function addScenarioReviews(
  client: Client,
  idOf: (scenario: Scenario) => number,
  calendar: Calendar,
): Promise<void> {
  const [coach_id, weekly, waiting] = [SCENARIOS.coachWithSlots, SCENARIOS.weeklyClient, SCENARIOS.waitingClient].map(
    idOf,
  ) as [number, number, number];
  const made = { coach_id, created_at: calendar.past(-16, 9), updated_at: calendar.past(-8, 9), status: 'completed' };
  const session = (client_id: number, day: number) => ({
    ...{ ...made, client_id, slot_number: 1, scheduled_at: calendar.at(day, 9), ends_at: calendar.at(day, 10) },
  });
  await insert(client, 'bookings', [session(weekly, -12), session(weekly, -10), session(waiting, -9)]);
  const idsOf = async (by: number) => (await client.query<{ id: number }>(BOOKINGS, [coach_id, by])).rows;
  const [first, second] = await idsOf(weekly);
  const [third] = await idsOf(waiting);
  const at = calendar.past(-7, 9);
  const review = { coach_id, status: 'published', show_name: true, on_account_deletion: 'anonymise', created_at: at };
  const reply = { reply: 'Thank you! See you next week.', replied_at: calendar.past(-6, 9) };
  const report = { report_reason: 'This is about another coach.', reported_at: calendar.past(-6, 10) };
  await insert(client, 'reviews', [
    { ...review, booking_id: first?.id, rating: 5, text: 'Clear, patient, and my squat is better.', ...reply },
  ]);
  await insert(client, 'reviews', [
    { ...review, booking_id: second?.id, rating: 2, text: 'Not what I expected.', ...report },
  ]);
  await insert(client, 'reviews', [{ ...review, booking_id: third?.id, rating: 4, show_name: false }]);
}

/** Completed sessions of the documented client: one with a review, one without; one that may be attended, and one that was missed. */
export async function addReviewTryouts({ client, calendar, coach: coach_id, person: client_id }: TryoutWorld) {
  const [created_at, updated_at] = [calendar.past(-9, 9), calendar.past(-2, 9)];
  const session = { coach_id, client_id, slot_number: 1, status: 'completed', created_at, updated_at };
  await insert(client, 'bookings', [
    { ...session, id: row(6) },
    { ...session, id: row(7) },
  ]);
  const time = (day: number) => ({
    scheduled_at: calendar.at(day, 5),
    ends_at: calendar.at(day, 6),
    slot_number: null,
  });
  await insert(client, 'bookings', [{ ...session, ...time(-3), id: row(8) }]);
  const missed = { attendance: 'client_no_show', attendance_at: calendar.past(-3, 9), attendance_by: 'coach' };
  await insert(client, 'bookings', [{ ...session, ...time(-4), ...missed, id: row(9) }]);
  const review = { booking_id: row(6), coach_id, status: 'published', rating: 5, text: 'To try out.' };
  const rest = { show_name: true, on_account_deletion: 'anonymise', created_at: calendar.past(-1, 9) };
  await insert(client, 'reviews', [{ id: row(1), ...review, ...rest }]);
}

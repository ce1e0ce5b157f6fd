import type { Person, TestApp } from './app.js';
import { MarkedRows } from './marked-rows.js';
import { completedSession } from './reviews.js';

const AT = { scheduled_at: '2026-10-05T05:00:00Z', ends_at: '2026-10-05T06:00:00Z' };
const CANCELLED = {
  ...{ ...AT, status: 'cancelled', kind: 'booking', hold_id: null, held_until: null, waitlist_entry_id: null },
  ...{ slot_number: 3, group_session_id: null, credit_purchase_id: null },
  ...{ price_minor: 4_500, currency: 'EUR', payment_method: 'card', payment_minor: 4_500, pay_until: null },
  ...{ payment_status: 'partly_refunded', refunded_minor: 7 },
  ...{ attendance: null, attendance_at: null, attendance_by: null, attendance_contested_at: null },
  ...{ attendance_contest_reason: null, attendance_decided_at: null },
};
/** Who came to it was contested and decided. */
const COMPLETED = {
  ...{
    status: 'completed',
    cancelled_by: null,
    cancel_reason: null,
    is_late_cancellation: false,
    late_fee_waived_at: null,
  },
  ...{ payment_status: 'paid', refunded_minor: 0 },
  ...{ attendance: 'attended', attendance_at: AT.ends_at, attendance_by: 'admin' },
  ...{ attendance_contested_at: AT.ends_at, attendance_decided_at: AT.ends_at },
};

interface Marked {
  readonly person: Person;
  /** Each text of theirs begins with it. */
  readonly mark: string;
}

/** A client with a row in every table that holds rows of clients. `coach` is whom they booked. */
export async function markedClient(app: TestApp, coach: Person): Promise<Marked> {
  const rows = MarkedRows.of(app, await app.client(), 'client-mark');
  const { id } = rows.person;
  await ofAccount(rows, 'client');
  await rows.insert('workout_logs', { user_id: id });
  await rows.insert('diet_logs', { user_id: id, meal_type: 'lunch' });
  await rows.insert('workout_plans', { user_id: id, status: 'completed' });
  await rows.insert('diet_plans', { user_id: id, status: 'completed' });
  await rows.insert('access_log', { client_id: id, reader_id: coach.id, reader_role: 'coach', what: 'profile' });
  await app.sql(`INSERT INTO schedules (coach_id) VALUES ($1)`, [coach.id]);
  const [type] = await app.sql<{ id: number }>(
    `INSERT INTO session_types (coach_id, name, minutes) VALUES ($1, 'Technique', 45) RETURNING id`,
    [coach.id],
  );
  await inBookings(rows, { client_id: id, coach_id: coach.id, session_type_id: type!.id }, 'client');
  await aPurchase(rows, { client_id: id, coach_id: coach.id, pack_id: null });
  await aPayment(rows, { client_id: id, coach_id: coach.id });
  return rows;
}

/** A coach with a row in every table that holds rows of coaches. `client` is who booked them. */
export async function markedCoach(app: TestApp, client: Person): Promise<Marked> {
  const rows = MarkedRows.of(app, await app.coach(), 'coach-mark');
  const coach_id = rows.person.id;
  await ofAccount(rows, 'coach');
  await rows.insert('access_log', {
    ...{ client_id: client.id, reader_id: coach_id, reader_role: 'coach', what: 'profile' },
  });
  await rows.insert('schedules', {
    ...{ coach_id, time_zone: 'Europe/Berlin', weekly_hours: [540, 1020], grid_minutes: 30 },
    video_link: `https://${rows.mark}.example`,
  });
  await rows.insert('schedule_dates', { coach_id, hours: [540, 600] });
  await rows.insert('time_off', { coach_id, first_day: null, last_day: null, ends_at: '2026-10-06T00:00:00Z' });
  await rows.insert('time_off', { coach_id, starts_at: null, ends_at: null });
  const { id: session_type_id } = await rows.insert('session_types', {
    ...{ coach_id, location_kind: 'video', price_minor: 4_500, currency: 'EUR', payment: 'to_book' },
  });
  await rows.insert('group_sessions', {
    ...{ coach_id, session_type_id, ends_at: '2026-10-05T06:05:05Z' },
  });
  await inBookings(rows, { client_id: client.id, coach_id, session_type_id }, 'coach');
  const { id: pack_id } = await rows.insert('packs', {
    coach_id,
    session_type_ids: [session_type_id],
    currency: 'EUR',
  });
  await aPurchase(rows, { client_id: client.id, coach_id, pack_id });
  await aPayment(rows, { client_id: client.id, coach_id });
  const { id: webhook_id } = await rows.insert('webhooks', { coach_id, is_active: false, off_because: 'gone' });
  await rows.insert('webhook_deliveries', { webhook_id, status: 'failed' });
  await withCalendars(rows, coach_id);
  return rows;
}

async function ofAccount(rows: MarkedRows, role: string): Promise<void> {
  const user_id = rows.person.id;
  await rows.profile({
    ...{ role, is_active: true, is_verified: true, deleted_at: null, created_at: undefined },
    ...{ locale: 'de', time_zone: 'Pacific/Auckland', reminder_minutes: [60] },
    ...{ mail_bookings: false, mail_reminders: false, mail_waitlist: false, mail_reviews: false },
    ...{ available_slots: undefined, total_slots: undefined, rating_count: undefined, rating_sum: undefined },
  });
  const { id: session_id } = await rows.insert('sessions', { user_id, expires_at: '2030-01-01T00:00:00Z' });
  await rows.insert('refresh_tokens', { session_id });
  await rows.insert('account_links', { user_id, purpose: 'email' });
  await rows.insert('idempotency_keys', { user_id });
  await rows.insert('exports', { user_id, status: 'ready', attempts: 7 });
  await rows.insert('export_chunks', { user_id });
  await rows.insert('calendar_feeds', { user_id, number: 7, detail: 'full' });
  await rows.insert('feedback', { user_id, is_anonymous: false, status: 'open' });
  const delivery = { recipient_id: user_id, channel: 'none' };
  await rows.insert('deliveries', { ...delivery, status: 'waiting', finished_at: null, key: `${rows.mark} waiting` });
  await rows.insert('deliveries', { ...delivery, status: 'failed', key: `${rows.mark} failed` });
  const { id: event_id } = await rows.insert('events', {
    ...{ actor_id: user_id, actor_role: role, subject_kind: 'account', subject_id: user_id, type: 'account.changed' },
    ...{ due_at: null, deed: undefined, data: {} },
  });
  await rows.insert('notifications', { user_id, event_id });
  await rows.insert('admin_audit', { subject_id: user_id, actor_id: user_id + 1, what: 'user', action: 'change' });
}

/** What the person wrote in bookings, in the role of one of its parties. */
async function inBookings(
  rows: MarkedRows,
  parties: { client_id: number; coach_id: number; session_type_id: number },
  role: 'client' | 'coach',
): Promise<void> {
  await rows.insert('series', { ...parties, weekdays: [1, 2], until: null });
  const { id: series_id } = await rows.insert('series', { ...parties, weekdays: [1, 2], occurrences: null });
  const booking = { ...parties, ...CANCELLED, series_id, cancelled_by: role };
  const { id: booking_id } = await rows.insert('bookings', role === 'client' ? booking : { ...booking, notes: null });
  const { attendance_contest_reason: _contested, ...attended } = { ...booking, ...COMPLETED };
  const ofOthers = { notes: null, attendance_contest_reason: null };
  await rows.insert('bookings', role === 'client' ? attended : { ...attended, ...ofOthers });
  // A trigger noted the row, as nobody's deed.
  await rows.app.sql(`DELETE FROM booking_history WHERE booking_id = $1`, [booking_id]);
  await rows.insert('booking_history', {
    ...{ booking_id, actor_id: rows.person.id, actor_role: role, from_status: 'pending', to_status: 'cancelled' },
  });
  await aReview(rows, parties, role);
  const wish = { ...parties, kind: 'time', status: 'left', weekdays: [1, 2], group_session_id: null };
  await rows.insert('waitlist_entries', wish);
  const { client_id, coach_id } = parties;
  await rows.insert('connections', { client_id, coach_id });
}

/** A pack, half of it used. */
async function aPurchase(rows: MarkedRows, parties: { client_id: number; coach_id: number; pack_id: number | null }) {
  const counts = { credits_left: 5, credits_reserved: 1, credits_used: 4, credits_expired: 0 };
  await rows.insert('pack_purchases', {
    ...{ ...parties, ...counts, status: 'paid', sessions: 10, session_type_ids: [1], currency: 'EUR' },
    ...{ price_minor: 45_000, earned_minor: 18_000, refunded_minor: 0 },
  });
}

/** A purchase that was paid by card, and that part of it went back. */
async function aPayment(rows: MarkedRows, parties: { client_id: number; coach_id: number }) {
  const { id: purchase_id } = await rows.insert('pack_purchases', {
    ...{ ...parties, pack_id: null, status: 'paid', sessions: 10, currency: 'EUR', price_minor: 45_000 },
    ...{ credits_left: 0, session_type_ids: [1] },
  });
  const { id: checkout_id } = await rows.insert('checkouts', {
    ...{ ...parties, purchase_id, booking_id: null, status: 'returned', currency: 'EUR', amount_minor: 45_000 },
  });
  await rows.insert('refunds', { checkout_id, status: 'done', due_at: null });
  await rows.insert('transfers', {
    ...{ checkout_id, purchase_id, booking_id: null, unit: 'EUR' },
    ...{ from_account: `coach:${parties.coach_id}`, to_account: `client:${parties.client_id}` },
  });
}

/** What the person wrote in a review: as a client the review, as a coach the answer. */
async function aReview(
  rows: MarkedRows,
  { client_id, coach_id }: { client_id: number; coach_id: number },
  role: 'client' | 'coach',
): Promise<void> {
  const booking_id = await completedSession(rows.app, { id: coach_id }, { id: client_id });
  const review = { booking_id, coach_id, status: 'published', rating: 3, on_account_deletion: 'anonymise' };
  const others = role === 'client' ? { reply: null, replied_at: null, report_reason: null, reported_at: null } : {};
  await rows.insert('reviews', { ...review, ...others });
}

/** Their calendars elsewhere. */
async function withCalendars(rows: MarkedRows, coach_id: number): Promise<void> {
  const feed = await rows.insert('external_calendars', { coach_id, kind: 'feed' });
  await rows.insert('busy_times', { coach_id, calendar_id: feed.id, ends_at: '2026-10-05T06:05:05Z' });
  const google = await rows.insert('external_calendars', {
    ...{ coach_id, kind: 'google', number: null, address: null, host: null },
  });
  const calendar_id = google.id;
  await rows.insert('google_authorisations', { coach_id });
  await rows.insert('google_calendars', { coach_id, calendar_id });
  await rows.insert('google_busy_events', { calendar_id, ends_at: '2026-10-05T06:05:05Z' });
  const subject = { calendar_id, subject_kind: 'booking', subject_id: 7 };
  await rows.insert('google_events', { ...subject });
  await rows.insert('google_conflicts', { ...subject });
  await rows.insert('google_revocations', { coach_id });
}

/**
 * Rows for every table and column. The tests insert them right after the migration that makes the column, so that later
 * migrations have data to keep. Each migration has an entry; it is empty when the migration adds no place for rows.
 */
export const ROWS: Record<string, readonly string[]> = {
  InitialSchema1735689600001: [
    `INSERT INTO users (email, password_hash, full_name, role) VALUES
       ('Coach@example.com', 'x', 'Coach', 'coach'), ('client@example.com', 'x', 'Client', 'client'),
       ('admin@example.com', 'x', 'Admin', 'admin')`,
    `INSERT INTO workout_logs (user_id, workout_date, exercise_name, sets, reps, weight, duration_minutes, notes)
     VALUES (2, '2026-11-01', 'Back Squat', 3, 8, 62.5, 45, 'Felt strong')`,
    `INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name, calories, protein_grams, carbs_grams, fat_grams, notes)
     VALUES (2, '2026-11-01', 'lunch', 'Lentil soup', 420, 24.5, 48, 11, 'With bread')`,
    `INSERT INTO workout_plans (user_id, name, description, start_date, end_date, duration_weeks, workout_details)
     VALUES (2, 'Base', 'Slowly', '2026-11-01', '2026-12-01', 4, '{"days": 3}')`,
    `INSERT INTO diet_plans (user_id, name, start_date, target_calories, target_protein_grams, target_carbs_grams,
       target_fat_grams, meal_plan_details) VALUES (2, 'Lean', '2026-11-01', 2000, 120, 200, 60, '{"meals": 4}')`,
  ],
  AddFeedback1735689600002: [
    `INSERT INTO feedback (user_id, message, name, email, page_url, user_agent)
     VALUES (2, 'Nice', 'Client', 'client@example.com', 'http://localhost:3000/', 'Firefox')`,
    `INSERT INTO feedback (message, is_anonymous) VALUES ('Not so nice', true)`,
  ],
  AddProfileFields1735689600003: [
    `UPDATE users SET age = 34, gender = 'female', height = 168, weight = 64.5, bicep_size = 29, waist = 74,
       target_goals = 'Run', injuries = 'Left knee', custom_fields = '{"shoe_size": 39}' WHERE id = 2`,
  ],
  AddBookingAndCoachSlots1735689600004: [
    `UPDATE users SET strengths = 'Strength Training' WHERE id = 1`,
    `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, notes) VALUES
       (1, 2, 1, '2030-01-01 09:00Z', '2030-01-01 10:00Z', 'pending', 'First'),
       (1, 2, 2, '2030-01-01 10:00Z', '2030-01-01 11:00Z', 'confirmed', null),
       (1, 2, 1, null, null, 'cancelled', null),
       (1, 2, 2, '2026-01-01 10:00Z', '2026-01-01 11:00Z', 'completed', null)`,
  ],
  AddSessions1735689600005: [
    `INSERT INTO sessions (id, user_id, expires_at) VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11', 2, '2030-01-01Z')`,
    `INSERT INTO refresh_tokens (token_hash, session_id) VALUES (sha256('token'), '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11')`,
    `INSERT INTO login_throttles (key, failures, last_failure_at, last_attempt)
     VALUES (sha256('key'), ARRAY['2026-11-01Z'::timestamptz], '2026-11-01Z', '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11')`,
  ],
  // A tombstone changes on the way down, which tombstone-migration.spec.ts follows.
  AddTombstones1735689600006: [],
  AddReportIndexes1735689600007: [],
  AddIdempotencyKeys1735689600008: [
    `INSERT INTO idempotency_keys (key_hash, fingerprint, sealed_answer) VALUES (sha256('key'), sha256('body'), 'sealed')`,
  ],
  AddAccessLog1735689600009: [
    `INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id)
     VALUES (2, 1, 'coach', 'profile', '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11')`,
  ],
  AddListIndexes1735689600010: [],
  KeepAccessLog1735689600011: [],
  // Rows without a sealed answer go on the way down, which migrations.spec.ts follows.
  KeepAnswersReadable1735689600012: [`UPDATE idempotency_keys SET answer = '{"id": 1}', user_id = 2`],
  AddTimeZone1735689600013: [`UPDATE users SET time_zone = 'Pacific/Auckland' WHERE id = 2`],
  FoldTexts1735689600014: [],
  CatchUpIds1735689600015: [],
  CompareEmails1735689600016: [],
  AddSchedules1735689600017: [
    `INSERT INTO schedules (coach_id, time_zone, weekly_hours, daily_limit, client_limit)
     VALUES (1, 'Europe/Berlin', '{540,1020}', 8, 3)`,
    `INSERT INTO schedule_dates (coach_id, date, hours, note) VALUES (1, '2030-01-02', '{}', 'Closed')`,
    `INSERT INTO time_off (coach_id, starts_at, ends_at, note) VALUES (1, '2030-02-01 09:00Z', '2030-02-01 12:00Z', 'Dentist')`,
    `INSERT INTO time_off (coach_id, first_day, last_day) VALUES (1, '2030-03-01', '2030-03-08')`,
    `INSERT INTO session_types (coach_id, name, description, minutes, location) VALUES (1, 'Technique', 'One lift', 45, 'Gym')`,
  ],
  // Bookings without a slot, holds and other numbers of slots change or stop the way down: see schedule-migrations.spec.ts.
  AddTimedBookings1735689600018: [
    `UPDATE bookings SET session_type_id = 1, session_type_name = 'Technique', buffer_before = 15,
       move_notice_minutes = 60, cancel_notice_minutes = 30, sequence = 2 WHERE id = 1`,
    `UPDATE bookings SET cancelled_by = 'client', cancel_reason = 'Ill', is_late_cancellation = true WHERE status = 'cancelled'`,
  ],
  ClaimTimes1735689600019: [],
  KeepHistory1735689600020: [`UPDATE bookings SET status = 'confirmed' WHERE id = 1`],
  GuardTimes1735689600021: [],
  IndexBookings1735689600022: [],
  AddDevelopmentClock1735689600023: [`INSERT INTO development_clock (ahead) VALUES ('2 hours')`],
  KeepHolds1735689600024: [],
  AddOutbox1735689600025: [
    `UPDATE bookings SET status = 'cancelled' WHERE id = 1`,
    `INSERT INTO deliveries (channel, message, key, recipient_id, data, created_at, due_at)
     VALUES ('mail', 'booking.cancelled', 'booking.cancelled 1 2', 2, '{"events": [1]}', now(), now())`,
    `INSERT INTO notifications (user_id, event_id, message, created_at) VALUES (2, 1, 'booking.cancelled', now())`,
  ],
  IndexEvents1735689600026: [],
  AddCalendars1735689600027: [
    `INSERT INTO calendar_feeds (user_id, number, detail, secret_hash) VALUES (2, 1, 'titles', sha256('secret'))`,
  ],
  AddAccountSettings1735689600028: [
    `UPDATE users SET locale = 'de', mail_reviews = false, reminder_minutes = '{2880,60,5}', email_verified_at = '2026-11-01Z'
      WHERE id = 2`,
    `INSERT INTO account_links (id, purpose, email, old_email, user_id, token_hash, requested_at, expires_at, used_at) VALUES
       ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b12', 'reset', 'nobody@example.com', NULL, NULL, sha256('one'), '2026-11-01Z', '2026-11-01 01:00Z', NULL),
       ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b13', 'email', 'new@example.com', 'client@example.com', 2, sha256('two'), '2026-11-01Z', '2026-11-02Z', '2026-11-01 05:00Z')`,
  ],
  CheckAccountSettings1735689600029: [],
  AddGroupSessions1735689600030: [
    `INSERT INTO group_sessions (coach_id, session_type_id, session_type_name, starts_at, ends_at, capacity)
     VALUES (1, 1, 'Mobility', '2030-04-01 09:00Z', '2030-04-01 10:00Z', 3)`,
    `INSERT INTO series (coach_id, client_id, time_zone, starts_on, minute_of_day, every_weeks, weekdays, occurrences)
     VALUES (1, 2, 'Europe/Berlin', '2030-04-01', 1080, 2, '{1,4}', 12)`,
    `INSERT INTO waitlist_entries (client_id, coach_id, kind) VALUES (2, 1, 'slot')`,
    `INSERT INTO waitlist_entries (client_id, coach_id, kind, session_type_id, from_date, to_date, weekdays, earliest, expires_at)
     VALUES (2, 1, 'time', 1, '2030-04-01', '2030-04-30', '{1,2}', 540, '2030-05-01Z')`,
    `INSERT INTO waitlist_freed (coach_id) VALUES (1)`,
  ],
  IndexGroupSessions1735689600031: [],
  OfferWhatIsFree1735689600032: [],
  FollowWaitlists1735689600033: [],
  ClaimSeats1735689600034: [],
  // Seats stop the way down, and offers and group sessions change on it: see group-session-migrations.spec.ts.
  GuardGroupSessions1735689600035: [],
  LookAtWaitlists1735689600036: [],
  IndexUsers1735689600037: [],
  AddWebhooks1735689600038: [
    `INSERT INTO webhooks (coach_id, url, types, secret) VALUES (NULL, 'https://example.com/hooks', '{*}', 'none')`,
    `INSERT INTO webhook_deliveries (webhook_id, message_id, type, body, due_at, created_at)
     VALUES (1, '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b15', 'webhook.test', '{}', now(), now())`,
  ],
  AddBusyTimes1735689600039: [
    `INSERT INTO external_calendars (id, coach_id, kind, number, description, address, host, etag, last_modified, tried_at, fetched_at, read_at, failing_since, fault)
     VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b14', 1, 'feed', 1, 'Private', 'sealed', 'calendar.example', '"1"',
       'Sun, 01 Nov 2026 09:00:00 GMT', '2026-11-02Z', '2026-11-01Z', '2026-11-01Z', '2026-11-02Z', 'too-slow')`,
    `INSERT INTO busy_times (calendar_id, coach_id, starts_at, ends_at)
     VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b14', 1, '2030-05-01 09:00Z', '2030-05-01 10:00Z')`,
  ],
  AddGoogleCalendars1735689600040: [
    `INSERT INTO google_authorisations (coach_id, state_hash, verifier, expires_at) VALUES (1, sha256('state'), 'sealed', '2026-11-02Z')`,
    `INSERT INTO external_calendars (id, coach_id, kind) VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b16', 1, 'google')`,
    `INSERT INTO google_calendars (calendar_id, coach_id, refresh_token, sync_token, read_fully_at, due_at)
     VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b16', 1, 'sealed', 'token', '2026-11-01Z', '2026-11-02Z')`,
    `INSERT INTO google_busy_events (calendar_id, event_id, starts_at, ends_at)
     VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b16', 'theirs', '2030-05-01 09:00Z', '2030-05-01 10:00Z')`,
    `INSERT INTO google_events (calendar_id, subject_kind, subject_id, event_id, etag, starts_at, ends_at, due_at)
     VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b16', 'booking', 1, 'booking1', '"1"', '2030-04-01Z', '2030-04-02Z', '2026-11-02Z')`,
    `INSERT INTO google_conflicts (calendar_id, subject_kind, subject_id, google_starts_at, google_ends_at, etag, seen_at)
     VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b16', 'booking', 1, '2030-04-02Z', '2030-04-03Z', '"2"', '2026-11-02Z')`,
    `INSERT INTO google_revocations (id, coach_id, refresh_token) VALUES ('0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b17', 1, 'sealed')`,
  ],
  AddVideo1735689600041: [
    `UPDATE session_types SET location_kind = 'video'`,
    `UPDATE schedules SET video_link = 'https://video.example.com/carla'`,
    `INSERT INTO video_rooms (booking_id, room, created_at) VALUES (1, 'session-0123456789abcdef0123', now())`,
  ],
  IndexMails1735689600042: [],
  AddConnections1735689600043: [
    `INSERT INTO connections (coach_id, client_id, health, diet, ended_at, notes, noted_at)
     VALUES (1, 2, false, false, '2026-11-01Z', 'Prefers mornings', '2026-11-03Z')`,
    `INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, sections)
     VALUES (2, 1, 'coach', 'profile', '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b18', '{profile,health}')`,
  ],
  AddAdminAudit1735689600044: [
    `INSERT INTO admin_audit (actor_id, request_id, what, action, record_id, subject_id, before, after)
     VALUES (3, '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b18', 'booking', 'change', '1', 2, '{"status": "pending"}', '{"status": "cancelled"}')`,
  ],
  AddReviews1735689600045: [
    `INSERT INTO bookings (coach_id, client_id, slot_number, status) VALUES (1, 2, 1, 'completed')`,
    `INSERT INTO reviews (booking_id, coach_id, rating, text, show_name, on_account_deletion, created_at)
     SELECT id, coach_id, 4, 'Clear and patient.', true, 'anonymise', now() FROM bookings WHERE status = 'completed' ORDER BY id DESC LIMIT 1`,
  ],
  IndexRatings1735689600046: [],
  AddAttendance1735689600047: [
    `UPDATE schedules SET late_cancellation_percent = 50, no_show_percent = 100`,
    `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, late_cancellation_percent, no_show_percent, cancelled_by,
       is_late_cancellation, late_fee_waived_at)
     VALUES (1, 2, 9, '2030-07-01 09:00Z', '2030-07-01 10:00Z', 'cancelled', 50, 100, 'client', true, '2030-06-30 12:00Z')`,
    `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, attendance, attendance_at, attendance_by,
       attendance_contested_at, attendance_contest_reason, attendance_decided_at)
     VALUES (1, 2, 9, '2030-06-01 09:00Z', '2030-06-01 10:00Z', 'completed', 'attended', '2030-06-03Z', 'admin', '2030-06-02Z', 'I was there',
       '2030-06-03Z')`,
  ],
  IndexAttendance1735689600048: [],
  AddExports1735689600049: [
    `INSERT INTO exports (user_id, status, requested_at, due_at, attempts, tries, ready_at, size)
     VALUES (2, 'ready', '2026-11-01Z', '2026-11-02Z', 1, 1, '2026-11-01Z', 3)`,
    `INSERT INTO export_chunks (user_id, attempt, number, content) VALUES (2, 1, 0, 'zip')`,
  ],
  AuditReviews1735689600050: [],
  AddRetention1735689600051: [`INSERT INTO retention_runs (rule, ran_at) VALUES ('events', now())`],
  AddPacks1735689600052: [
    `INSERT INTO packs (coach_id, name, sessions, price_minor, currency, valid_days) VALUES (1, 'Ten sessions', 10, 45000, 'EUR', 180)`,
    `INSERT INTO pack_purchases (pack_id, client_id, coach_id, name, sessions, price_minor, currency, valid_days, created_at, pay_until)
     SELECT id, 2, coach_id, name, sessions, price_minor, currency, valid_days, '2026-11-01Z', '2026-11-01 00:30Z' FROM packs`,
  ],
  AddPrices1735689600053: [
    `UPDATE pack_purchases SET status = 'paid', paid_at = '2026-11-01 00:10Z', expires_at = '2027-04-30 00:10Z'`,
    `UPDATE session_types SET price_minor = 4550, currency = 'EUR', payment = 'to_book'`,
    `INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, price_minor, currency, payment_status, payment_method,
       payment_minor)
     VALUES (1, 2, 9, '2030-08-01 09:00Z', '2030-08-01 10:00Z', 'completed', 4550, 'EUR', 'paid', 'card', 4550)`,
    `INSERT INTO bookings (coach_id, client_id, slot_number, status, payment_status, payment_method, credit_purchase_id)
     SELECT 1, 2, 8, 'completed', 'paid', 'credit', id FROM pack_purchases`,
  ],
  AddPayments1735689600054: [
    `INSERT INTO checkouts (booking_id, client_id, coach_id, provider, provider_ref, url, amount_minor, currency, status, pay_until, created_at, paid_at)
     SELECT id, client_id, coach_id, 'fake', 'fake_1', 'https://a.example', 4550, 'EUR', 'paid', '2026-11-01 00:30Z', '2026-11-01Z', '2026-11-01Z'
       FROM bookings WHERE payment_method = 'card'`,
    `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
     SELECT paid_at, 'EUR', 4550, 'provider:fake', 'client:2', 'paid:checkout:' || id, id FROM checkouts`,
    `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id)
     SELECT paid_at, 'credit:' || id, 10, 'platform', 'client:2', 'granted:purchase:' || id, id FROM pack_purchases`,
    `INSERT INTO refunds (checkout_id, amount_minor, reason, due_at, created_at) SELECT id, 50, 'booking:1:50', now(), now() FROM checkouts`,
    `INSERT INTO provider_events (provider, event_id, kind, received_at) VALUES ('fake', 'evt_1', 'paid', now())`,
  ],
  CountCredits1735689600055: [],
  AddFakePayments1735689600056: [
    `INSERT INTO fake_payments (ref, reference, amount_minor, currency, description, success_url, cancel_url, status, created_at, expires_at)
     VALUES ('fake_1', 'checkout:1', 4550, 'EUR', 'Check', 'https://a.example', 'https://a.example', 'paid', now(), now())`,
    `INSERT INTO fake_payment_events (reference, kind, ref, amount_minor, created_at, due_at)
     VALUES ('checkout:1', 'paid', 'fake_1', 4550, now(), now())`,
  ],
  IndexPayments1735689600057: [],
  MoveRefundedBookings1735689600058: [],
  OfferWhatCanBeBooked1735689600059: [],
  KeepPaying1735689600060: [],
  EndInTurns1735689600061: [],
};

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Task, Worker } from '../outbox/worker.js';
import { COMPLETED_AFTER_HOURS, endedBefore } from './domain/time-passing.js';

/** Of each kind. The locks of a batch are held for some milliseconds. */
const BATCH = 100;

/**
 * One batch of what is due, in one statement that waits for no lock, and so cannot deadlock: it leaves out bookings that somebody
 * changes just now, and bookings of coaches whose turn or whose row somebody has. `app.actor` is not set: the triggers
 * note `system`. Holds that have expired go, too: they block nobody, but those that nobody sweeps in passing would stay for good.
 * bookings_started_idx, bookings_unpaid_idx and bookings_ended_idx find what is due, so that an idle statement reads no booking.
 */
const PASS = `
  WITH swept AS (
    DELETE FROM bookings WHERE id IN (
      SELECT b.id FROM bookings b WHERE b.kind = 'hold' AND b.held_until <= $1 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  ), started AS MATERIALIZED (
    SELECT b.id, b.coach_id FROM bookings b
     WHERE b.kind = 'booking' AND b.status = 'pending' AND b.scheduled_at <= $1
     ORDER BY b.scheduled_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
  ), unpaid AS MATERIALIZED (
    SELECT b.id, b.coach_id FROM bookings b
     WHERE b.pay_until <= $1 AND b.scheduled_at > $1 ORDER BY b.pay_until LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
  ), ended AS MATERIALIZED (
    SELECT b.id, b.coach_id FROM bookings b
     WHERE b.kind = 'booking' AND b.status = 'confirmed' AND b.ends_at <= $2
     ORDER BY b.ends_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
  ), due AS (
    SELECT id, coach_id, 'cancelled'::booking_status AS status, 'system'::text AS cancelled_by FROM (TABLE started UNION ALL TABLE unpaid) over
     UNION ALL
    SELECT id, coach_id, 'completed'::booking_status, NULL::text FROM ended
  ), turns AS MATERIALIZED (
    SELECT coach_id FROM (SELECT DISTINCT coach_id FROM due) d
     WHERE pg_try_advisory_xact_lock('bookings'::regclass::oid::integer, coach_id)
  ), coaches AS MATERIALIZED (
    SELECT u.id FROM users u WHERE u.id IN (SELECT coach_id FROM turns) FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE bookings b SET status = due.status, cancelled_by = due.cancelled_by, updated_at = $1
    FROM due JOIN coaches ON coaches.id = due.coach_id
   WHERE b.id = due.id
  RETURNING b.id`;

/**
 * What time alone does to bookings that have a time: a confirmed one is completed a day after its end, and a pending one that
 * nobody confirmed before its start, or paid in time, is cancelled by the system.
 */
@Injectable()
export class TimePassingService implements Task, OnModuleInit {
  readonly name = 'time-passing';
  readonly due = `
    EXISTS (SELECT FROM bookings b WHERE b.kind = 'hold' AND b.held_until <= $1)
    OR EXISTS (SELECT FROM bookings b WHERE b.kind = 'booking' AND b.status = 'pending' AND b.scheduled_at <= $1)
    OR EXISTS (SELECT FROM bookings b WHERE b.pay_until <= $1)
    OR EXISTS (SELECT FROM bookings b WHERE b.kind = 'booking' AND b.status = 'confirmed' AND b.ends_at <= $1::timestamptz - interval '${COMPLETED_AFTER_HOURS} hours')`;

  constructor(
    private readonly database: Database,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    const passed = await this.database.rows<{ id: number }>(PASS, [now, endedBefore(now)]);
    // Each is an event, which is due at once.
    return passed.length > 0;
  }
}

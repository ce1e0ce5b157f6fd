import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Task, Worker } from '../outbox/worker.js';
import { TimeOffersService } from './time-offers.service.js';

/** Of each kind. */
const BATCH = 50;
/** How often whoever waits is looked at even though nothing tells of a change: days come into the window, and skipped ones become free. */
const LOOK_AGAIN = `interval '5 minutes'`;

const HAS_LAPSED = `b.kind = 'offer' AND b.held_until <= $1`;
const IS_OVER = `e.status = 'waiting' AND e.expires_at <= $1`;
const IS_STALE = `e.status = 'waiting' AND e.looked_at <= $1::timestamptz - ${LOOK_AGAIN}`;

const LAPSED = `SELECT DISTINCT b.coach_id AS "coachId", b.client_id AS "clientId" FROM bookings b WHERE ${HAS_LAPSED} LIMIT ${BATCH}`;
const LAPSE = `SELECT bookings_begin($1, $2, $3)`;

const EXPIRE = `
  UPDATE waitlist_entries SET status = 'expired', updated_at = $1 WHERE id IN (
    SELECT e.id FROM waitlist_entries e WHERE ${IS_OVER} ORDER BY e.expires_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id`;

/** Coaches of whom time became free, and those for whose times somebody has waited for a while. */
const COACHES = `
  SELECT DISTINCT "coachId" FROM (
    (SELECT f.coach_id AS "coachId" FROM waitlist_freed f ORDER BY f.id LIMIT ${BATCH})
     UNION ALL
    (SELECT e.coach_id FROM waitlist_entries e WHERE e.kind = 'time' AND ${IS_STALE} ORDER BY e.looked_at LIMIT ${BATCH})) due`;

/** Slots and seats that nobody was offered when they became free, because nobody could take them then. */
const OFFER_AGAIN = `
  WITH stale AS MATERIALIZED (
    SELECT e.id, e.coach_id, e.group_session_id FROM waitlist_entries e WHERE e.kind <> 'time' AND ${IS_STALE}
     ORDER BY e.looked_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
  ), looked AS (UPDATE waitlist_entries SET looked_at = $1 WHERE id IN (SELECT id FROM stale))
  SELECT DISTINCT coach_id AS "coachId", group_session_id AS "groupSessionId" FROM stale`;
const OFFER_SEATS = `SELECT waitlist_offer_seats(g.id, $2) FROM group_sessions g WHERE g.id = $1 AND g.seats_taken < g.capacity`;
const OFFER_SLOTS = `
  SELECT waitlist_offer_slot(u.id, slot, $2) FROM users u, generate_series(1, u.total_slots) AS slot
   WHERE u.id = $1 AND u.available_slots > 0 AND NOT EXISTS (
     SELECT FROM bookings b WHERE b.coach_id = u.id AND b.slot_number = slot AND b.status IN ('pending', 'confirmed'))`;

/** Lapses offers, expires entries and offers free times as time passes. */
@Injectable()
export class WaitlistPassingService implements Task, OnModuleInit {
  readonly name = 'waitlists';
  readonly due = `
    EXISTS (SELECT FROM waitlist_freed) OR EXISTS (SELECT FROM bookings b WHERE ${HAS_LAPSED})
    OR EXISTS (SELECT FROM waitlist_entries e WHERE ${IS_OVER}) OR EXISTS (SELECT FROM waitlist_entries e WHERE ${IS_STALE})`;

  constructor(
    private readonly database: Database,
    private readonly times: TimeOffersService,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  /** Each step is a transaction of its own, which leaves what it cannot finish to the next batch. */
  async run(now: Date): Promise<boolean> {
    const counts = [
      await this.lapse(now),
      await this.expire(now),
      await this.offerAgain(now),
      await this.offerTimes(now),
    ];
    return counts.some((count) => count > 0);
  }

  private async lapse(now: Date): Promise<number> {
    const pairs = await this.database.rows<{ coachId: number; clientId: number }>(LAPSED, [now]);
    for (const { coachId, clientId } of pairs) await this.database.rows(LAPSE, [coachId, clientId, now]);
    return pairs.length;
  }

  private async expire(now: Date): Promise<number> {
    return (await this.database.rows(EXPIRE, [now])).length;
  }

  private async offerAgain(now: Date): Promise<number> {
    type Queue = { coachId: number; groupSessionId: number | null };
    const queues = await this.database.rows<Queue>(OFFER_AGAIN, [now]);
    for (const { coachId, groupSessionId } of queues) {
      if (groupSessionId === null) await this.database.rows(OFFER_SLOTS, [coachId, now]);
      else await this.database.rows(OFFER_SEATS, [groupSessionId, now]);
    }
    return queues.length;
  }

  /** How many coaches are done. Those whose calendar does not keep still wait for a second. */
  private async offerTimes(now: Date): Promise<number> {
    const coaches = await this.database.rows<{ coachId: number }>(COACHES, [now]);
    let done = 0;
    for (const { coachId } of coaches) if (await this.times.offerTimesOf(coachId, now)) done++;
    return done;
  }
}

import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Principal } from '../../auth/access/principal.js';
import { SessionTypeNotFoundError } from '../../availability/availability-errors.js';
import { REASONS } from '../../availability/domain/free-times.js';
import { BlockedError } from '../../connections/connection-errors.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import { Database, type Handle } from '../../database/database.js';
import { isViolationOf } from '../../database/postgres-errors.js';
import { catchUpIds } from '../../database/taken-ids.js';
import { Clock } from '../../time/clock.js';
import { actorText } from '../../database/acting.js';
import { BOOKING_COLUMNS, type BookingRow, shownTo } from '../booking-columns.js';
import {
  BookingsBusyError,
  ClientInactiveError,
  CoachNotFoundError,
  SessionInPastError,
} from '../domain/booking-errors.js';
import { NoCreditsError } from '../domain/credit-errors.js';
import {
  CONFLICTS,
  HoldGoneError,
  HoldNotFoundError,
  TooManyHoldsError,
  WholeMinuteError,
} from '../domain/time-refusal.js';
import type { BookingDto } from '../dto/booking.dto.js';
import { boundsCall, type Bounds, boundsOf, boundsValues, UNBOUND } from './claim.js';
import type { HoldDto } from './dto/times.dto.js';
import { agreedTerms, lengthOf, minutesOf, type Question, type SituationRow } from './situation.js';
import { SituationsService } from './situations.service.js';

const ATTEMPTS = 5;
const HOLD_MS = 5 * 60_000;
const MOST_HOLDS = 2;
/** Sessions so far from a time cannot matter to it; a day limit looks at a whole day. */
const AROUND_MS = 2 * 86_400_000;

/** A time that a client asks for. */
export interface TimeRequest {
  readonly coachId: number;
  readonly scheduledAt: Date;
  readonly sessionTypeId: number | null;
  readonly holdId: string | null;
  readonly notes: string | null;
}

/** What is written: a booking or a hold. */
interface Claim {
  readonly clientId: number;
  readonly start: Date;
  readonly status: 'pending' | 'confirmed';
  readonly notes: string | null;
  readonly hold: HoldDto | null;
  /** The hold that it consumes: it must still be there when it is the writer's turn. */
  readonly spentHoldId: string | null;
  readonly actor: string;
  readonly isOwn: boolean;
  readonly bounds: Bounds;
}

/**
 * Decided on what was read; `bookings_claim` asks again when it is the writer's turn. No row: something came in between, or stands
 * in the way after all.
 */
const INSERT = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $1, true))
  INSERT INTO bookings AS b (coach_id, client_id, kind, scheduled_at, ends_at, status, notes, session_type_id, session_type_name,
    buffer_before, buffer_after, hold_id, held_until, move_notice_minutes, cancel_notice_minutes,
    late_cancellation_percent, no_show_percent, created_at, updated_at)
  SELECT $2, $3, CASE WHEN $10::uuid IS NULL THEN 'booking' ELSE 'hold' END, $4, $5, $6::booking_status, $7, $8, $9,
         $12, $13, $10, $11, $14, $15, $25, $26, $17, $17
    FROM actor
   WHERE bookings_claim(coach => $2, client => $3, starts => $4, ends => $5, before => $12, after => $13, moved => NULL,
                        is_own => $16, at => $17, ${boundsCall(18)}, spent => $24)
      ON CONFLICT DO NOTHING
  RETURNING ${BOOKING_COLUMNS}`;

const DROP_HOLD = `
  DELETE FROM bookings WHERE kind = 'hold' AND client_id = $1 AND hold_id = $2 RETURNING held_until > $3 AS "isLive"`;

/** Books and holds times in coaches' calendars. */
@Injectable()
export class TimeBookingsService {
  constructor(
    private readonly database: Database,
    private readonly situations: SituationsService,
    private readonly connections: ConnectionsService,
    private readonly clock: Clock,
  ) {}

  /** For a client, within the coach's hours and limits. Drops the client's own holds that it overlaps. */
  async book(db: Handle, clientId: number, request: TimeRequest): Promise<BookingDto> {
    const { coachId, scheduledAt: start, sessionTypeId, holdId, notes } = request;
    const row = await this.claimed(
      db,
      { coachId, clientId, sessionTypeId, start, isOwn: true },
      (situation, question) => {
        if (holdId !== null && situation.own_hold_id !== holdId) throw new HoldGoneError();
        // The hold was made in time, and what was held can be booked.
        const binding = situation.own_hold_id === null ? REASONS : REASONS.filter((reason) => reason !== 'too-soon');
        this.situations.assertFree(situation, question, lengthOf(situation.type), start, binding);
        return {
          ...{ clientId, start, notes, hold: null, spentHoldId: holdId, isOwn: true },
          actor: actorText({ id: clientId, role: 'client' }),
          status: situation.auto_confirm ? 'confirmed' : 'pending',
          bounds: boundsOf(situation, start, this.situations.clientLimit),
        };
      },
    );
    return shownTo({ id: clientId, role: 'client' }, row, this.clock.now());
  }

  /** Keeps a time for a client for five minutes; it must be free as for a booking. */
  async hold(db: Handle, clientId: number, request: TimeRequest): Promise<HoldDto> {
    const { coachId, scheduledAt: start, sessionTypeId } = request;
    const expiresAt = new Date(this.clock.now().getTime() + HOLD_MS);
    const hold = { id: randomUUID(), expires_at: expiresAt.toISOString() };
    await this.claimed(db, { coachId, clientId, sessionTypeId, start, isOwn: true }, (situation, question) => {
      const length = lengthOf(situation.type);
      this.situations.assertFree(situation, question, length, start, REASONS);
      const end = minutesOf(start) + length.minutes;
      const others = situation.own_holds.filter(([from, to]) => to <= minutesOf(start) || from >= end);
      if (others.length >= MOST_HOLDS) throw new TooManyHoldsError();
      return {
        ...{ clientId, start, hold, spentHoldId: null, notes: null, status: 'pending', actor: '', isOwn: true },
        bounds: { ...boundsOf(situation, start, this.situations.clientLimit), mostHolds: MOST_HOLDS },
      };
    });
    return hold;
  }

  /** HoldNotFoundError when it has expired or is nobody's or another's. */
  async dropHold(clientId: number, holdId: string): Promise<void> {
    const [hold] = await this.database.rows<{ isLive: boolean }>(DROP_HOLD, [clientId, holdId, this.clock.now()]);
    if (!hold?.isLive) throw new HoldNotFoundError();
  }

  /**
   * A coach books for a connected client: confirmed at once, also outside hours and limits, never onto another session.
   * ClientInactiveError when the client was deactivated.
   */
  async bookFor(db: Handle, coach: Principal, clientId: number, request: TimeRequest): Promise<BookingDto> {
    const { scheduledAt: start, sessionTypeId, notes } = request;
    await this.connections.admitReader(coach, clientId, null, db);
    const asked = { coachId: coach.id, clientId, sessionTypeId, start, isOwn: false };
    const row = await this.claimed(db, asked, (situation, question) => {
      this.situations.assertFree(situation, question, lengthOf(situation.type), start, CONFLICTS);
      return {
        ...{
          clientId,
          start,
          notes,
          hold: null,
          spentHoldId: null,
          status: 'confirmed',
          actor: actorText({ id: coach.id, role: 'coach' }),
        },
        ...{ isOwn: false, bounds: UNBOUND },
      };
    }).catch((error: unknown) => {
      if (isViolationOf('bookings_client_active', error)) throw new ClientInactiveError();
      if (isViolationOf('bookings_client_not_blocked', error)) throw new BlockedError('coach');
      if (isViolationOf('bookings_have_credit', error)) throw new NoCreditsError('coach');
      throw error;
    });
    return shownTo(coach, row, this.clock.now());
  }

  /** Loads, decides and writes; again when the coach's calendar changed in between. */
  private async claimed(
    db: Handle,
    { start, ...asked }: Pick<Question, 'coachId' | 'sessionTypeId' | 'isOwn'> & { clientId: number; start: Date },
    decide: (situation: SituationRow, question: Question) => Claim,
  ): Promise<BookingRow> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const question = this.questionAt(start, { ...asked, movedBookingIds: [] });
      const situation = await this.situations.loadAny(db, question);
      if (!situation || (asked.isOwn && !situation.is_bookable)) throw new CoachNotFoundError();
      if (situation.type === null && asked.sessionTypeId !== null) throw new SessionTypeNotFoundError();
      const [booking] = await db.rows<BookingRow>(INSERT, valuesOf(situation, question, decide(situation, question)));
      if (booking) return booking;
      if (attempt === 1) await catchUpIds(db, 'bookings');
    }
    throw new BookingsBusyError();
  }

  /** The question whether a session may start then. SessionInPastError and WholeMinuteError when it makes no sense. */
  questionAt(start: Date, of: Omit<Question, 'from' | 'to' | 'now' | 'startsAt'>, field?: 'starts_at'): Question {
    const now = this.clock.now();
    if (start <= now) throw new SessionInPastError(field);
    if (start.getTime() % 60_000 !== 0) throw new WholeMinuteError(field);
    const [from, to] = [new Date(start.getTime() - AROUND_MS), new Date(start.getTime() + AROUND_MS)];
    return { ...of, from, to, now, startsAt: start };
  }
}

function valuesOf(situation: SituationRow, { coachId, now }: Question, claim: Claim): unknown[] {
  const { minutes, before, after } = lengthOf(situation.type);
  const [moveNotice, cancelNotice, latePercent, noShowPercent] = agreedTerms(situation);
  const { clientId, start, status, notes, hold, spentHoldId, actor, isOwn, bounds } = claim;
  return [
    ...[actor, coachId, clientId, start, new Date(start.getTime() + minutes * 60_000), status, notes],
    ...[situation.type?.id ?? null, situation.type?.name ?? null, hold?.id ?? null, hold?.expires_at ?? null],
    ...[
      before,
      after,
      moveNotice,
      cancelNotice,
      isOwn,
      now,
      ...boundsValues(bounds),
      spentHoldId,
      latePercent,
      noShowPercent,
    ],
  ];
}

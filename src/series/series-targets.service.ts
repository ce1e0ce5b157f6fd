import { Injectable } from '@nestjs/common';
import type { Length, Reason } from '../availability/domain/free-times.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { boundBy, CONFLICTS, MOVING_CLIENTS } from '../bookings/domain/time-refusal.js';
import { isOneDay } from '../bookings/times/claim.js';
import { instantOf, minutesOf, type Question, type SituationRow, toSituation } from '../bookings/times/situation.js';
import { SituationsService } from '../bookings/times/situations.service.js';
import type { Transaction } from '../database/database.js';
import { SeriesConflictError } from './domain/series-errors.js';
import { type Judged, judged } from './domain/verdicts.js';
import { colliding, type Moving, wavesOf } from './domain/waves.js';
import { dropOwn } from './own-holds.js';
import { changesTime, type Goal, type Mover } from './series-mover.js';
import { reachOf, withWindow } from './series-plans.service.js';
import { plannedOf } from './series-rows.js';

const AROUND_MS = 2 * 86_400_000;
/** Hours and limits do not bind coaches and admins. */
const BINDING_COACHES: readonly Reason[] = ['in-the-past', ...CONFLICTS];

/** A session that stays where it is, and only becomes what the rule wants, keeps its status; so does one that is to be paid first. */
const MOVE = `
  UPDATE bookings b SET scheduled_at = m.start, ends_at = m.start + (b.ends_at - b.scheduled_at), series_at = m.start,
         status = CASE WHEN b.scheduled_at = m.start OR b.pay_until IS NOT NULL THEN b.status ELSE coalesce($3::booking_status, b.status) END,
         updated_at = $4
    FROM unnest($1::integer[], $2::timestamptz[]) AS m (id, start) WHERE b.id = m.id`;

/** Decides whether the sessions of a series can go where they are to go, and writes them. It is the writer's turn. */
@Injectable()
export class SeriesTargetsService {
  constructor(private readonly situations: SituationsService) {}

  /** SeriesConflictError when one of them cannot; CoachNotFoundError. */
  async write(tx: Transaction, mover: Mover, goals: readonly Goal[]): Promise<void> {
    const { party, series, now } = mover;
    const question = questionOf(mover, goals);
    const situation = await this.situations.loadAny(tx, question);
    // Nobody would confirm them.
    if (!situation || (party === 'client' && !situation.is_bookable)) throw new CoachNotFoundError();
    const decided = this.judged(situation, question, mover, goals);
    const isFree = decided.every(({ verdict }) => verdict === 'free');
    const waves = isFree ? wavesOf(goals.map(movingOf)) : null;
    if (waves === null) throw conflictOf(series.time_zone, decided, isFree);
    if (party === 'client') {
      const starts = decided.map(({ start }) => instantOf(start ?? 0));
      await dropOwn(tx, series, { starts, length: lengthOf(goals), now });
    }
    const status = party !== 'client' ? null : situation.auto_confirm ? 'confirmed' : 'pending';
    for (const wave of waves) {
      await tx.rows(MOVE, [wave.map(({ id }) => id), wave.map(({ start }) => instantOf(start)), status, now]);
    }
  }

  /**
   * Clients are bound like those who book; they reach as far as a series or a single booking does. After an earlier move two sessions may
   * lie on one day, and then they would meet.
   */
  private judged(row: SituationRow, question: Question, { party }: Mover, goals: readonly Goal[]): (Goal & Judged)[] {
    const binding = party === 'client' ? MOVING_CLIENTS : BINDING_COACHES;
    const staying = new Set(goals.filter((goal) => staysOnDay(row.time_zone, goal)).map(({ start }) => start));
    const binds = (reason: Reason, start: number) =>
      binding.includes(reason) && !(reason === 'daily-limit' && staying.has(start));
    const situation = boundBy(binding, toSituation(row, question, lengthOf(goals), this.situations.clientLimit));
    const days = Math.max(situation.schedule.windowDays, reachOf(row));
    const meeting = new Set(colliding(goals.map(movingOf)).map(({ id }) => id));
    const alone = judged(goals.filter(changesTime), withWindow(situation, days), binds);
    return alone.map((goal) =>
      goal.verdict === 'free' && meeting.has(goal.occurrence.id) ? { ...goal, verdict: 'coach-busy' } : goal,
    );
  }
}

function staysOnDay(zone: string | null, { occurrence, start }: Goal): boolean {
  return start !== null && isOneDay(zone, occurrence.row.scheduled_at, instantOf(start));
}

function questionOf({ party, series, now }: Mover, goals: readonly Goal[]): Question {
  const starts = goals.flatMap(({ start }) => (start === null ? [] : [instantOf(start).getTime()]));
  return {
    ...{ coachId: series.coach_id, clientId: series.client_id, sessionTypeId: null, now, startsAt: null },
    ...{ movedBookingIds: goals.map(({ occurrence }) => occurrence.id), isOwn: party === 'client' },
    from: new Date(Math.min(...starts) - AROUND_MS),
    to: new Date(Math.max(...starts) + AROUND_MS),
  };
}

/** All sessions of a series are of one type, so they have one length. */
function lengthOf([first]: readonly Goal[]): Length {
  if (!first) throw new RangeError('There is no session.');
  const { scheduled_at, ends_at, buffer_before: before, buffer_after: after } = first.occurrence.row;
  return { minutes: Math.ceil(minutesOf(new Date(ends_at)) - minutesOf(new Date(scheduled_at))), before, after };
}

/** With the time that the session keeps its coach from others. Each goal has a start: none is `no-such-time`. */
function movingOf({ occurrence, start }: Goal): Moving & { readonly id: number; readonly start: number } {
  const { row } = occurrence;
  const length = minutesOf(new Date(row.ends_at)) - occurrence.start;
  const kept = (at: number) => ({ start: at - row.buffer_before, end: at + length + row.buffer_after });
  const to = start ?? occurrence.start;
  return { id: occurrence.id, start: to, from: kept(occurrence.start), to: kept(to) };
}

/**
 * Sessions that are free, but move in a circle, cannot be written one after the other. Only the first one can close the circle, when it was
 * moved by itself before.
 */
function conflictOf(zone: string, goals: readonly (Goal & Judged)[], isCircle: boolean): SeriesConflictError {
  return new SeriesConflictError(
    goals.map((goal, index) => {
      const verdict = isCircle && index === 0 ? 'coach-busy' : goal.verdict;
      return plannedOf(zone, { ...goal, verdict }, goal.occurrence.id);
    }),
  );
}

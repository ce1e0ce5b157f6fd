import { Injectable } from '@nestjs/common';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import type { Situation } from '../availability/domain/free-times.js';
import { SessionInPastError } from '../bookings/domain/booking-errors.js';
import { WholeMinuteError } from '../bookings/domain/time-refusal.js';
import {
  instantOf,
  lengthOf,
  minutesOf,
  type Question,
  type SituationRow,
  toSituation,
} from '../bookings/times/situation.js';
import { SituationsService } from '../bookings/times/situations.service.js';
import type { Rows } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { NoSeriesError, SeriesFieldError } from './domain/series-errors.js';
import {
  FEWEST_OCCURRENCES,
  MOST_OCCURRENCES,
  type PlannedTime,
  plannedTimes,
  ruleFrom,
  type SeriesRule,
} from './domain/series-rule.js';
import { type Judged, judged } from './domain/verdicts.js';
import type { SeriesRequest } from './dto/series-requests.dto.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Of a coach who has set nothing. */
const SERIES_WEEKS = 12;
const MOST_WEEKS_AHEAD = 52;
const LATEST_START_MS = 100 * 365 * DAY_MS;

/** A series that somebody asks for, and what would become of each occurrence. */
export interface SeriesPlan {
  readonly zone: string;
  readonly rule: SeriesRule;
  readonly occurrences: readonly Judged[];
  readonly situation: SituationRow;
  readonly now: Date;
}

/** Plans series: loads what decides in one statement, and judges each occurrence by the rules of single bookings. */
@Injectable()
export class SeriesPlansService {
  constructor(
    private readonly situations: SituationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Errors: SessionInPastError, WholeMinuteError, SeriesFieldError, CoachNotFoundError, SessionTypeNotFoundError, NoSeriesError.
   * A series reaches further ahead than single bookings: as many weeks as its coach wants.
   */
  async plan(db: Rows, clientId: number, request: SeriesRequest): Promise<SeriesPlan> {
    const now = this.clock.now();
    assertStart(request.start, now);
    const question = questionOf(clientId, request, now);
    const row = await this.situations.load(db, question);
    if (row.type === null && request.sessionTypeId !== null) throw new SessionTypeNotFoundError();
    if (row.series_weeks === 0) throw new NoSeriesError();
    const zone = row.time_zone ?? 'UTC';
    const rule = ruleFrom(zone, minutesOf(request.start), request);
    const times = plannedTimes(rule, zone);
    assertNumber(times);
    const situation = toSituation(row, question, lengthOf(row.type), this.situations.clientLimit);
    const heldAt = row.own_hold_id === null ? null : minutesOf(request.start);
    // The hold was made in time, and what was held can be booked.
    const binds = (reason: string, start: number) => reason !== 'too-soon' || start !== heldAt;
    const occurrences = judged(times, withWindow(situation, reachOf(row)), binds);
    return { zone, rule, occurrences, situation: row, now };
  }
}

/** The days on which a series may have sessions, from today on: today's day of the week is the last one. */
export const reachOf = ({ series_weeks }: SituationRow): number => 7 * (series_weeks ?? SERIES_WEEKS) + 1;

/** The situation when sessions may lie on so many days from today on. */
export function withWindow(situation: Situation, windowDays: number): Situation {
  return { ...situation, schedule: { ...situation.schedule, windowDays } };
}

export function assertStart(start: Date, now: Date): void {
  if (start <= now) throw new SessionInPastError('starts_at');
  if (start.getTime() % 60_000 !== 0) throw new WholeMinuteError('starts_at');
  if (start.getTime() - now.getTime() > LATEST_START_MS) throw SeriesFieldError.startTooFar();
}

function assertNumber({ length }: readonly PlannedTime[]): void {
  if (length > MOST_OCCURRENCES) throw SeriesFieldError.tooMany();
  if (length < FEWEST_OCCURRENCES) throw SeriesFieldError.tooFew();
}

/** The zone is not known before the statement, so the range is wide enough for every zone. No series reaches further than a year. */
function questionOf(
  clientId: number,
  { coachId, sessionTypeId, start, everyWeeks, end }: SeriesRequest,
  now: Date,
): Question {
  const last =
    'count' in end ? start.getTime() + end.count * everyWeeks * WEEK_MS : instantOf(end.until * 1_440).getTime();
  const horizon = now.getTime() + (MOST_WEEKS_AHEAD + 1) * WEEK_MS;
  const to = Math.max(start.getTime(), Math.min(last, horizon)) + 2 * DAY_MS;
  return {
    ...{ coachId, sessionTypeId, clientId, now, movedBookingIds: [], isOwn: true, startsAt: start },
    ...{ from: new Date(start.getTime() - 2 * DAY_MS), to: new Date(to) },
  };
}

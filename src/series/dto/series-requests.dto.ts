import { CalendarDate, Choice, field, Instant, Int, intFault, Text } from '../../wire/fields/fields.js';
import { dayOf } from '../../time/zones.js';
import {
  FEWEST_OCCURRENCES,
  MOST_OCCURRENCES,
  MOST_WEEKS_BETWEEN,
  type SeriesEnd,
  type SeriesRule,
} from '../domain/series-rule.js';
import { Weekdays } from '../../availability/dto/weekdays.js';

export const ON_CONFLICT = ['fail', 'skip'] as const;
export type OnConflict = (typeof ON_CONFLICT)[number];

/** A series that a client asks for. */
export interface SeriesRequest extends Pick<SeriesRule, 'everyWeeks' | 'end'> {
  readonly coachId: number;
  readonly sessionTypeId: number | null;
  readonly start: Date;
  readonly weekdays: readonly number[] | null;
  readonly onConflict: OnConflict;
}

/** A number of sessions, unless the last day is given. */
const CountOrUntil = () =>
  field(
    countFault,
    { type: 'integer', format: 'int32', minimum: FEWEST_OCCURRENCES, maximum: MOST_OCCURRENCES },
    {
      ...{ optional: true, nullable: true, always: true, example: 12 },
      description: 'How many sessions. Give this or `until`. Times that do not exist count, too.',
    },
  );

function countFault(value: unknown, { until = null }: Partial<AskForSeriesDto>): string | null {
  if (value === undefined || value === null) {
    return until === null ? 'or until must be given: how many sessions, or the last day' : null;
  }
  const isBoth = until !== null;
  return isBoth ? 'does not go with until: give one of them' : intFault(value, FEWEST_OCCURRENCES, MOST_OCCURRENCES);
}

/** Body of `POST /bookings/series` and of its preview. */
export class AskForSeriesDto {
  @Int({ description: 'The coach, as in `GET /bookings/coaches`.', example: 2 })
  readonly coach_id: number;

  @Int({
    optional: true,
    nullable: true,
    description: "What to book; default the coach's first session type.",
    example: 1,
  })
  readonly session_type_id?: number | null;

  @Instant({
    description: 'From when on. Each session starts at the time of day that clocks of the coach show then.',
    example: '2027-06-16T15:00:00Z',
  })
  readonly starts_at: string;

  @Int({
    max: MOST_WEEKS_BETWEEN,
    description: '1: every week, 2: every other week. Weeks start on Monday.',
    example: 1,
  })
  readonly every_weeks: number;

  @Weekdays({
    ...{ optional: true, nullable: true },
    description: 'Days of the week in the zone of the coach, 1 is Monday; default the day of `starts_at`.',
  })
  readonly weekdays?: readonly number[] | null;

  @CountOrUntil()
  readonly count?: number | null;

  @CalendarDate({
    ...{ optional: true, nullable: true, example: '2027-08-31' },
    description: `The last day in the zone of the coach, included; leaves ${FEWEST_OCCURRENCES} to ${MOST_OCCURRENCES} sessions.`,
  })
  readonly until?: string | null;

  @Choice(ON_CONFLICT, 'OnConflict', {
    ...{ optional: true, example: 'skip' },
    description:
      '`fail`, unless given: all sessions or none. `skip`: leaves out those that are not free, and says which.',
  })
  readonly on_conflict?: OnConflict;

  toRequest(): SeriesRequest {
    const { coach_id: coachId, every_weeks: everyWeeks, weekdays = null, on_conflict: onConflict = 'fail' } = this;
    const start = new Date(this.starts_at);
    return {
      coachId,
      sessionTypeId: this.session_type_id ?? null,
      start,
      everyWeeks,
      weekdays,
      end: this.end(),
      onConflict,
    };
  }

  private end(): SeriesEnd {
    return this.until == null ? { count: this.count as number } : { until: dayOf(this.until) };
  }
}

const COACH = { coach_id: 2, every_weeks: 1 };

/** Examples of series. */
export const SERIES = {
  weekly: {
    summary: 'Eight weeks',
    value: { ...COACH, starts_at: '2027-06-16T15:00:00Z', count: 8, on_conflict: 'skip' },
  },
  twice: {
    summary: 'Twice a week',
    value: { ...COACH, starts_at: '2027-06-14T14:00:00Z', weekdays: [1, 4], until: '2027-07-01', on_conflict: 'fail' },
  },
};

/** Body of `POST /bookings/series/{id}/cancel`. */
export class CancelSeriesDto {
  @Int({
    optional: true,
    nullable: true,
    description: 'The first booking to cancel; default: all that have not started.',
    example: 900_012,
  })
  readonly from?: number | null;

  @Text({
    max: 500,
    optional: true,
    nullable: true,
    emptyIsNull: true,
    description: 'Why they are cancelled.',
    example: 'I am moving to another city.',
  })
  readonly reason?: string | null;

  toCancellation(): { from: number | null; reason: string | null } {
    return { from: this.from ?? null, reason: this.reason ?? null };
  }
}

/** Body of `POST /bookings/series/{id}/move`. */
export class MoveSeriesDto {
  @Int({ description: 'The first booking to move.', example: 900_012 })
  readonly from: number;

  @Instant({ description: 'Its new start, in the future.', example: '2027-06-10T08:00:00Z' })
  readonly starts_at: string;
}

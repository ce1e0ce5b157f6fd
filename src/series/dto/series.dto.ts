import { ApiProperty } from '@nestjs/swagger';
import { REASONS } from '../../availability/domain/free-times.js';
import { BOOKING_STATUSES, type BookingStatus } from '../../bookings/domain/booking-status.js';
import { Bool, CalendarDate, Choice, Instant, Int, Text, TimeZone } from '../../wire/fields/fields.js';
import { FEWEST_OCCURRENCES, MOST_OCCURRENCES, MOST_WEEKS_BETWEEN } from '../domain/series-rule.js';
import { NO_SUCH_TIME, type Verdict } from '../domain/verdicts.js';
import { Weekdays } from '../../availability/dto/weekdays.js';

export const VERDICTS = ['free', NO_SUCH_TIME, ...REASONS] as const;

/** How a series repeats. After "this and all later ones" were moved, it tells where those are. */
export class SeriesRuleDto {
  @CalendarDate({ description: 'From this day on.', example: '2027-01-12' })
  readonly starts_on: string;

  @Text({ max: 5, description: 'By the clocks of the zone, in summer and in winter.', example: '10:00' })
  readonly local_time: string;

  @TimeZone({
    description: 'The zone of the coach when it was booked. Later changes of the coach change nothing here.',
  })
  readonly time_zone: string;

  @Int({ max: MOST_WEEKS_BETWEEN, example: 1 })
  readonly every_weeks: number;

  @Weekdays({ description: '1 is Monday.' })
  readonly weekdays: readonly number[];

  @Int({ min: FEWEST_OCCURRENCES, max: MOST_OCCURRENCES, nullable: true, example: 12 })
  readonly count: number | null;

  @CalendarDate({ nullable: true, description: 'The last day, included.', example: null })
  readonly until: string | null;
}

/** One session of a series, and whether it is free. */
export class PlannedOccurrenceDto {
  @Instant({
    nullable: true,
    description: 'Null when clocks jump over that time.',
    example: '2027-01-12T09:00:00.000Z',
  })
  readonly starts_at: string | null;

  @Text({
    max: 25,
    nullable: true,
    description: 'The same in the zone of the series.',
    example: '2027-01-12T10:00:00+01:00',
  })
  readonly local_start: string | null;

  @Choice(VERDICTS, 'Verdict', {
    description: 'The first reason why it is not free, as in `…/times/explain`; `no-such-time`: clocks jump over it.',
    example: 'free',
  })
  readonly verdict: Verdict;

  @Int({ nullable: true, description: 'Null when it is not booked.', example: 12 })
  readonly booking_id: number | null;
}

/** A series as it was just asked for. */
export class PlannedSeriesDto {
  @Int({ nullable: true, description: 'Null in a preview.', example: 4 })
  readonly id: number | null;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Int({ nullable: true, example: 1 })
  readonly session_type_id: number | null;

  @Text({ max: 120, nullable: true, example: 'Training session' })
  readonly session_type_name: string | null;

  @ApiProperty({ type: SeriesRuleDto })
  readonly rule: SeriesRuleDto;

  @ApiProperty({ type: [PlannedOccurrenceDto], description: 'In order, those that are left out as well.' })
  readonly occurrences: readonly PlannedOccurrenceDto[];
}

/** How many bookings of a series are in which status. */
export class SeriesCountsDto {
  @Int({ min: 0, max: MOST_OCCURRENCES, example: 2 })
  readonly pending: number;

  @Int({ min: 0, max: MOST_OCCURRENCES, example: 9 })
  readonly confirmed: number;

  @Int({ min: 0, max: MOST_OCCURRENCES, example: 1 })
  readonly completed: number;

  @Int({ min: 0, max: MOST_OCCURRENCES, example: 0 })
  readonly cancelled: number;
}

/** A series as lists show it. */
export class SeriesSummaryDto {
  @Int({ example: 4 })
  readonly id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Int({ example: 5 })
  readonly client_id: number;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Int({ nullable: true, example: 1 })
  readonly session_type_id: number | null;

  @Text({ max: 120, nullable: true, description: 'Its name when it was booked.', example: 'Training session' })
  readonly session_type_name: string | null;

  @ApiProperty({ type: SeriesRuleDto })
  readonly rule: SeriesRuleDto;

  @ApiProperty({ type: SeriesCountsDto })
  readonly counts: SeriesCountsDto;

  @Instant({ nullable: true, description: 'The next active session.', example: '2027-01-12T09:00:00.000Z' })
  readonly next_starts_at: string | null;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly updated_at: string;
}

/** A booking of a series, as it is now. */
export class SeriesOccurrenceDto extends PlannedOccurrenceDto {
  @Int({ example: 12 })
  override readonly booking_id: number;

  @Choice(BOOKING_STATUSES, 'BookingStatus', { example: 'confirmed' })
  readonly status: BookingStatus;

  @Bool({ description: 'It was moved by itself: moves of the series leave it alone.', example: false })
  readonly is_exception: boolean;
}

/** A series with its bookings. */
export class SeriesDto extends SeriesSummaryDto {
  @ApiProperty({ type: [SeriesOccurrenceDto], description: 'By the time that the rule gives them.' })
  readonly occurrences: readonly SeriesOccurrenceDto[];
}

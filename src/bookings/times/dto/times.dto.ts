import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Instant, Int, Text, TimeZone, Uuid } from '../../../wire/fields/fields.js';
import {
  NotAfter,
  NotBefore,
  QueryDate,
  QueryInstant,
  QueryInt,
  QueryText,
  QueryTimeZone,
} from '../../../wire/fields/query-fields.js';
import { type Reason, REASONS } from '../../../availability/domain/free-times.js';
import { CoachAvailabilityDto } from '../../dto/coach-availability.dto.js';

/** Asks for a coach's free times. */
export class TimesQuery {
  @QueryInt({ description: 'What to book; default the first one of the coach.' })
  readonly session_type_id?: number;

  @NotAfter('to')
  @QueryDate({ description: 'First day, in `time_zone`; default today.', example: '2027-06-14' })
  readonly from?: string;

  @NotBefore('from')
  @QueryDate({
    description: 'Last day, included, at most 62 days in all; default 13 days after `from`.',
    example: '2027-06-20',
  })
  readonly to?: string;

  @QueryTimeZone({
    description: "Whose days are meant, and in which `local_start` is; default the coach's.",
    example: 'America/New_York',
  })
  readonly time_zone?: string;
}

/** A time that can be booked. */
export class FreeTimeDto {
  @Instant({ example: '2027-01-12T09:00:00.000Z' })
  readonly starts_at: string;

  @Instant({ example: '2027-01-12T10:00:00.000Z' })
  readonly ends_at: string;

  @Text({
    max: 40,
    description: 'The start as a clock in `time_zone` shows it, with its offset.',
    example: '2027-01-12T04:00:00-05:00',
  })
  readonly local_start: string;
}

export class FreeTimesDto {
  @Int({ example: 2 })
  readonly coach_id: number;

  @Int({ nullable: true, description: 'Null when the coach has no session type.', example: 1 })
  readonly session_type_id: number | null;

  @TimeZone({ example: 'America/New_York' })
  readonly time_zone: string;

  @ApiProperty({ type: [FreeTimeDto], description: 'In order.' })
  readonly times: FreeTimeDto[];

  @Instant({
    nullable: true,
    description: 'The first free time from `from` on, wherever it lies; null when there is none.',
    example: '2027-01-12T09:00:00.000Z',
  })
  readonly next_starts_at: string | null;
}

/** Asks why a session can or cannot start at a time. */
export class ExplainQuery {
  @QueryInt({ description: 'What to book; default the first one of the coach.' })
  readonly session_type_id?: number;

  @QueryInstant({ optional: false, example: '2027-06-15T09:00:00Z' })
  readonly starts_at: string;
}

export class ReasonDto {
  @Choice(REASONS, 'ReasonCode', { example: 'too-soon' })
  readonly code: Reason;

  @Text({ max: 200, description: 'For people.', example: 'This coach wants to know earlier: the time is too near.' })
  readonly detail: string;
}

export class ExplanationDto {
  @Instant({ example: '2027-01-12T09:00:00.000Z' })
  readonly starts_at: string;

  @Instant({ example: '2027-01-12T10:00:00.000Z' })
  readonly ends_at: string;

  @Bool({ example: false })
  readonly is_free: boolean;

  @ApiProperty({ type: [ReasonDto], description: 'All that stands in the way; none when it is free.' })
  readonly reasons: ReasonDto[];
}

/** Asks which coaches are free. */
export class WhoIsFreeQuery {
  @QueryInstant({ optional: false, description: 'When the session starts.', example: '2027-06-15T09:00:00Z' })
  readonly starts_at: string;

  @QueryInt({ min: 5, max: 480, description: 'Only coaches with a session of that many minutes.', example: 60 })
  readonly minutes?: number;

  @QueryText({ max: 200, description: 'Found in specialties.', example: 'CrossFit' })
  readonly specialty?: string;
}

/** A coach who is free then, and what they offer. */
export class FreeCoachDto extends CoachAvailabilityDto {
  @Int({ description: 'What can be booked then.', example: 1 })
  readonly session_type_id: number;
}

/** A time that is kept for a client. */
export class HoldDto {
  @Uuid({ example: '3f8a1f0e-8a54-4a52-9d52-0d2a4f6f6c1b' })
  readonly id: string;

  @Instant({ description: 'Until then nobody else can have the time.', example: '2027-01-11T12:05:00.000Z' })
  readonly expires_at: string;
}

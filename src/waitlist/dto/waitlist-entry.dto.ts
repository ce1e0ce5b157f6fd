import { ApiProperty } from '@nestjs/swagger';
import { Weekdays } from '../../availability/dto/weekdays.js';
import { MOST_SLOTS } from '../../bookings/domain/slot.js';
import { CalendarDate, Choice, field, type FieldOptions, Instant, Int, Text } from '../../wire/fields/fields.js';
import { TimePageQuery } from '../../wire/lists/paging.js';
import { QueryChoices } from '../../wire/fields/query-fields.js';
import { CLOCK_TIME } from '../domain/clock-time.js';
import { SKIP_REASONS, type SkipReason } from '../domain/skip-reason.js';
import { WAIT_KINDS, WAIT_STATUSES, type WaitKind, type WaitStatus } from '../domain/wait-target.js';

const ClockTime = (options: FieldOptions) =>
  field(() => null, { type: 'string', pattern: CLOCK_TIME.source }, { nullable: true, ...options });

/** A slot, a time or a seat that is kept for the client until the offer expires. */
export class WaitlistOfferDto {
  @Instant({ description: 'Until then nobody else can have it.', example: '2027-01-11T14:00:00.000Z' })
  readonly expires_at: string;

  @Int({ max: MOST_SLOTS, nullable: true, description: 'The slot.', example: 3 })
  readonly slot_number: number | null;

  @Instant({ nullable: true, description: 'When the session starts; null for a slot.', example: null })
  readonly scheduled_at: string | null;

  @Int({ nullable: true, description: 'The group session of the seat.', example: null })
  readonly group_session_id: number | null;
}

/** Why the client was passed over. They keep their place. */
export class SkippedForDto {
  @Choice(SKIP_REASONS, 'SkipReason', { example: 'you-are-busy' })
  readonly code: SkipReason;

  @Text({ max: 200, description: 'For people.', example: 'The client has another session at that time.' })
  readonly detail: string;
}

/** A place on a waitlist. */
export class WaitlistEntryDto {
  @Int({ example: 9 })
  readonly id: number;

  @Choice(WAIT_KINDS, 'WaitKind', { description: 'What the client waits for.', example: 'slot' })
  readonly kind: WaitKind;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Int({ example: 5 })
  readonly client_id: number;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Int({ nullable: true, description: 'Of a time: what it is for.', example: null })
  readonly session_type_id: number | null;

  @Int({ nullable: true, description: 'Of a seat.', example: null })
  readonly group_session_id: number | null;

  @CalendarDate({ nullable: true, description: "Of a time: the first day, in the coach's zone.", example: null })
  readonly from: string | null;

  @CalendarDate({ nullable: true, description: 'Of a time: the last day, included.', example: null })
  readonly to: string | null;

  @Weekdays({ nullable: true, description: 'Of a time: 1 is Monday; null is any.', example: null })
  readonly weekdays: readonly number[] | null;

  @ClockTime({ description: 'Of a time: no earlier start.', example: null })
  readonly earliest: string | null;

  @ClockTime({ description: 'Of a time: no later start.', example: null })
  readonly latest: string | null;

  @Choice(WAIT_STATUSES, 'WaitStatus', {
    description: '`waiting` and `offered` are live. `expired`: an offer lapsed, or there is nothing left to wait for.',
    example: 'offered',
  })
  readonly status: WaitStatus;

  @Int({ nullable: true, description: 'How many are up to this one; 1 is next. Null when not waiting.', example: null })
  readonly position: number | null;

  @ApiProperty({ type: SkippedForDto, nullable: true, description: 'Null: was not passed over.' })
  readonly skipped_for: SkippedForDto | null;

  @ApiProperty({ type: WaitlistOfferDto, nullable: true, description: 'Null unless offered.' })
  readonly offer: WaitlistOfferDto | null;

  @Instant({ example: '2027-01-05T09:00:00.000Z' })
  readonly created_at: string;

  @Instant({ example: '2027-01-11T12:00:00.000Z' })
  readonly updated_at: string;
}

/** Filters of the waitlist. */
export class WaitlistQuery extends TimePageQuery {
  @QueryChoices(WAIT_STATUSES, 'WaitStatus', { description: 'Only entries in this status.' })
  readonly status?: readonly WaitStatus[];
}

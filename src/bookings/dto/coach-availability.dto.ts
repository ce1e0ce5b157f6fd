import { ApiProperty } from '@nestjs/swagger';
import { Decimal, Int, Text } from '../../wire/fields/fields.js';
import { QueryBool, QueryChoice, QueryDecimal, QueryText } from '../../wire/fields/query-fields.js';
import { isStorable } from '../../wire/fields/text.js';
import { type Cursor, CursorField, LimitQuery } from '../../wire/lists/paging.js';
import { MOST_SLOTS } from '../domain/slot.js';

/** The order of the list of coaches by rating. */
export const COACHES_BY_RATING = 'rating';

const profileText = (example: string) => Text({ max: 10_000, nullable: true, example });

/** A coach whom clients can book, and how many slots are free right now. */
export class CoachAvailabilityDto {
  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @profileText('Strength Training, Powerlifting')
  readonly strengths: string | null;

  @profileText('Powerlifting, Olympic Lifts')
  readonly specialties: string | null;

  @profileText('10 years')
  readonly experience: string | null;

  @Int({ min: 0, max: MOST_SLOTS, description: '`total_slots` less `booked_slots`.', example: 6 })
  readonly available_slots: number;

  @Int({ min: 0, max: MOST_SLOTS, example: 10 })
  readonly total_slots: number;

  @Int({ min: 0, max: MOST_SLOTS, description: 'Pending and confirmed bookings.', example: 4 })
  readonly booked_slots: number;

  @Decimal({
    nullable: true,
    description: 'The mean of the published reviews, with one decimal; null without reviews.',
    example: 4.8,
  })
  readonly rating_average: number | null;

  @Int({ min: 0, description: 'Published reviews.', example: 12 })
  readonly rating_count: number;
}

/** One coach, with what clients choose by, and what a page needs to draw their slots. */
export class CoachWithSlotsDto extends CoachAvailabilityDto {
  @profileText('NSCA-CSCS')
  readonly certifications: string | null;

  @profileText('MSc Sports Science')
  readonly qualifications: string | null;

  @profileText('National championships 2019')
  readonly competitions: string | null;

  @profileText('Coached 200 clients')
  readonly track_record: string | null;

  @Text({
    max: 64,
    nullable: true,
    description: 'In which their hours are; null without hours.',
    example: 'Europe/Berlin',
  })
  readonly time_zone: string | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'integer', format: 'int32', minimum: 1, maximum: MOST_SLOTS },
    description: 'The numbers of the free slots, in order.',
    example: [2, 4, 5, 7, 9, 10],
  })
  readonly free_slots: number[];
}

/** Filters of the list of coaches; upper and lower case are the same, `%` and `_` mean themselves. */
export class CoachesQuery extends LimitQuery {
  @QueryText({ max: 200, description: 'Found in name, strengths or specialties.', example: 'power' })
  readonly q?: string;

  @QueryText({ max: 200, description: 'Found in specialties.', example: 'CrossFit' })
  readonly specialty?: string;

  @QueryBool({ description: '`true`: only coaches with a free slot; `false`: only full ones.', example: true })
  readonly available?: boolean;

  @QueryDecimal({
    min: 1,
    max: 5,
    description: 'Only coaches with at least this `rating_average`, and so with reviews.',
    example: 4.5,
  })
  readonly min_rating?: number;

  @QueryChoice(['name', COACHES_BY_RATING], 'CoachSort', {
    description: '`rating`: the best first; a few reviews count less than many.',
    default: 'name',
    example: COACHES_BY_RATING,
  })
  readonly sort?: 'name' | typeof COACHES_BY_RATING;

  @CursorField((value, order) => (order === COACHES_BY_RATING ? isScore(value) : isStorable(value)))
  readonly cursor?: Cursor;
}

const isScore = (value: string) => /^\d(\.\d{1,17})?$/.test(value);

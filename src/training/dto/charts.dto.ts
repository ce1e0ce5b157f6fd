import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Decimal } from '../../wire/fields/fields.js';
import { QueryInt, QueryText } from '../../wire/fields/query-fields.js';

const MAX_DAYS = 3650;

/** The length of a chart's period, which starts `days` days ago and ends today. */
export const Days = (usual: number) =>
  QueryInt({
    max: MAX_DAYS,
    default: usual,
    description: 'From so many days before today up to today, both included.',
    example: usual,
  });

/** The period of a chart. */
export class ChartQuery {
  @Days(30)
  readonly days: number = 30;
}

/** The period and the exercise of the volume chart. */
export class VolumeQuery {
  @Days(90)
  readonly days: number = 90;

  @QueryText({
    max: 255,
    description: 'Only this exercise; case, accents and blanks make no difference.',
    example: 'Back Squat',
  })
  readonly exercise?: string;
}

/** The days of a chart that have data. */
export const DayList = () =>
  ApiProperty({
    description: 'Days with data, the earliest first.',
    type: 'array',
    items: { type: 'string', format: 'date' },
    example: ['2026-11-21', '2026-11-23'],
  });

/** One number for each day of a chart. */
export const NumberList = (type: 'integer' | 'number', example: readonly number[], description = 'One of each day.') =>
  ApiProperty({
    description,
    type: 'array',
    items: { type, format: type === 'integer' ? 'int32' : 'double' },
    example,
  });

/** A day and its count, as statements give it. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** The days of a chart and their counts. */
export class DayCountsDto {
  @DayList()
  readonly labels: readonly string[];

  @NumberList('integer', [4, 6])
  readonly data: readonly number[];

  static from(rows: readonly DayCount[]): DayCountsDto {
    return { labels: rows.map(({ day }) => day), data: rows.map(({ count }) => count) };
  }

  /** One count for each of `days`, 0 where there is no row: the series of one chart share their axis. */
  static over(days: readonly string[], rows: readonly DayCount[]): DayCountsDto {
    const counts = new Map(rows.map(({ day, count }) => [day, count]));
    return { labels: days, data: days.map((day) => counts.get(day) ?? 0) };
  }
}

/** The daily targets of a diet plan. */
export class DietTargetsDto {
  @Decimal({ nullable: true, description: 'Kilocalories.', example: 2100 })
  readonly calories: number | null;

  @Decimal({ nullable: true, description: 'Grams.', example: 140 })
  readonly protein: number | null;

  @Decimal({ nullable: true, description: 'Grams.', example: 220 })
  readonly carbs: number | null;

  @Decimal({ nullable: true, description: 'Grams.', example: 70 })
  readonly fat: number | null;
}

/** The sums of each day's diet logs, beside the daily targets. */
export class DietAdherenceDto {
  @DayList()
  readonly labels: readonly string[];

  @NumberList('number', [2040, 1985.5], 'Kilocalories of each day.')
  readonly calories: readonly number[];

  @NumberList('number', [138, 120.5], 'Grams of each day.')
  readonly protein: readonly number[];

  @NumberList('number', [215, 230], 'Grams of each day.')
  readonly carbs: readonly number[];

  @NumberList('number', [68, 71.5], 'Grams of each day.')
  readonly fat: readonly number[];

  @ApiProperty({ type: DietTargetsDto, description: 'Of the newest active diet plan; nulls without one.' })
  readonly targets: DietTargetsDto;
}

/** The weights of one exercise. */
export class ExerciseVolumeDto {
  @DayList()
  readonly dates: readonly string[];

  @NumberList('number', [60, 62.5], 'Kilograms, the mean of each day.')
  readonly avg_weights: readonly number[];

  @NumberList('number', [65, 70], 'Kilograms, the most of each day.')
  readonly max_weights: readonly number[];
}

/** The weights of each exercise that was logged with a weight. */
@ApiExtraModels(ExerciseVolumeDto)
export class WorkoutVolumeDto {
  @ApiProperty({ description: 'Their names, sorted.', type: [String], example: ['Back Squat', 'Bench Press'] })
  readonly exercises: readonly string[];

  @ApiProperty({
    description: 'By name of the exercise.',
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(ExerciseVolumeDto) },
    example: { 'Back Squat': { dates: ['2026-11-21'], avg_weights: [62.5], max_weights: [65] } },
  })
  readonly data: Readonly<Record<string, ExerciseVolumeDto>>;
}

import { ApiProperty } from '@nestjs/swagger';
import { CalendarDate, Decimal, Int } from '../../wire/fields/fields.js';

/** Numbers of logs from 30 days ago up to today, both included. */
export class LastDaysDto {
  @Int({ min: 0, description: 'Workout logs, one for each exercise.', example: 18 })
  readonly workout_sessions: number;

  @Int({ min: 0, example: 84 })
  readonly diet_logs: number;
}

/** Numbers of active plans. */
export class ActivePlansDto {
  @Int({ min: 0, example: 1 })
  readonly workout_plans: number;

  @Int({ min: 0, example: 1 })
  readonly diet_plans: number;
}

/** A week from Monday to Sunday; the last one is not over yet. */
export class WeekDto {
  @CalendarDate({ description: 'Its Monday.', example: '2026-11-23' })
  readonly week_start: string;

  @Int({ min: 0, description: 'Workout logs, one for each exercise.', example: 4 })
  readonly workout_sessions: number;

  @Decimal({ description: 'Kilograms: sets × reps × weight, of logs that have all three.', example: 8450 })
  readonly weight_lifted: number;

  @Decimal({ description: 'Kilocalories eaten.', example: 13_900 })
  readonly calories: number;

  @Decimal({
    nullable: true,
    description: 'Kilocalories that the diet plan in force at its end wants eaten in a whole week; null without one.',
    example: 14_700,
  })
  readonly target_calories: number | null;
}

/** Sums over a user's logs and plans. */
export class ProgressDto {
  @ApiProperty({ type: LastDaysDto, description: 'From 30 days before today up to today, both included.' })
  readonly last_30_days: LastDaysDto;

  @ApiProperty({ type: ActivePlansDto })
  readonly active_plans: ActivePlansDto;

  @ApiProperty({ type: [WeekDto], description: 'The last twelve weeks, the earliest first.' })
  readonly weeks: readonly WeekDto[];
}

import { ApiProperty } from '@nestjs/swagger';
import { MOST_SLOTS } from '../../bookings/domain/slot.js';
import { Decimal, Int, Text } from '../../wire/fields/fields.js';
import { DayCountsDto, DayList, Days, NumberList } from '../../training/dto/charts.dto.js';

/** Period of the chart of sign-ups. */
export class GrowthQuery {
  @Days(90)
  readonly days: number = 90;
}

/** Period of the chart of active users. */
export class HealthChartQuery {
  @Days(7)
  readonly days: number = 7;
}

/** Sign-ups per day of users who still exist, by their role of today. */
export class UserGrowthDto {
  @DayList()
  readonly labels: string[];

  @NumberList('integer', [2, 0])
  readonly clients: number[];

  @NumberList('integer', [0, 1])
  readonly coaches: number[];

  @NumberList('integer', [0, 0])
  readonly admins: number[];
}

/** Logs per day. */
export class PlatformUsageDto {
  @ApiProperty({ type: DayCountsDto })
  readonly workouts: DayCountsDto;

  @ApiProperty({ type: DayCountsDto })
  readonly diet_logs: DayCountsDto;
}

/** The bookings of one coach in figures. */
export class CoachPerformanceRowDto {
  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Int({ min: 0, description: 'Bookings that are completed.', example: 31 })
  readonly sessions_completed: number;

  @Int({ min: 0, description: 'Bookings that are cancelled.', example: 4 })
  readonly sessions_cancelled: number;

  @Int({
    min: 0,
    max: MOST_SLOTS,
    description: 'Bookings that are pending or confirmed, each of which holds a slot.',
    example: 4,
  })
  readonly sessions_active: number;

  @Decimal({ description: 'Percent of the slots that are held now.', example: 40 })
  readonly slot_utilisation: number;
}

/** The work of all coaches in figures. */
export class CoachPerformanceDto {
  @Int({ min: 0, example: 12 })
  readonly total_workout_plans: number;

  @Int({ min: 0, example: 9 })
  readonly total_diet_plans: number;

  @Int({ min: 0, example: 10 })
  readonly total_clients: number;

  @ApiProperty({ type: [CoachPerformanceRowDto], description: 'By name; the first 500.' })
  readonly coaches: CoachPerformanceRowDto[];
}

/** The number of people who use the platform. */
export class SystemHealthDto {
  @ApiProperty({ type: DayCountsDto, description: 'Users who logged a workout or a meal for that day.' })
  readonly daily_active_users: DayCountsDto;

  @Int({ min: 0, example: 14 })
  readonly total_users: number;

  @Decimal({ description: "Today's active users in percent of all users.", example: 42.86 })
  readonly active_rate: number;
}

import { ApiProperty } from '@nestjs/swagger';
import { CalendarDate, Email, Int, Text } from '../../wire/fields/fields.js';

const Count = (example: number, description?: string) =>
  Int({ min: 0, example, ...(description !== undefined && { description }) });

class UserCountsDto {
  @Count(14)
  readonly total: number;

  @Count(13, 'Of all, those who are not deactivated.')
  readonly active: number;

  @Count(10)
  readonly clients: number;

  @Count(3)
  readonly coaches: number;

  @Count(1)
  readonly admins: number;
}

class ActivityDto {
  @Count(1240)
  readonly total_workouts: number;

  @Count(2710)
  readonly total_diet_logs: number;
}

class RecentActivityDto {
  @Count(410)
  readonly workouts: number;

  @Count(905)
  readonly diet_logs: number;
}

class PlanCountsDto {
  @Count(8)
  readonly active_workout_plans: number;

  @Count(7)
  readonly active_diet_plans: number;
}

/** The platform in figures. */
export class StatisticsDto {
  @ApiProperty({ type: UserCountsDto })
  readonly users: UserCountsDto;

  @ApiProperty({ type: ActivityDto, description: 'Logs of all time.' })
  readonly activity: ActivityDto;

  @ApiProperty({
    type: RecentActivityDto,
    description: 'Logs from 30 days before today up to today, both included.',
  })
  readonly last_30_days: RecentActivityDto;

  @ApiProperty({ type: PlanCountsDto })
  readonly plans: PlanCountsDto;
}

class LoggedDto {
  @Count(410)
  readonly workouts_logged: number;

  @Count(905)
  readonly diet_logs: number;
}

class PlansCreatedDto {
  @Count(2)
  readonly workout_plans: number;

  @Count(1)
  readonly diet_plans: number;
}

class TopUserDto {
  @Int({ example: 5 })
  readonly user_id: number;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly full_name: string;

  @Email({ example: 'client1@vibe.com' })
  readonly email: string;

  @Int({ example: 41, description: 'Workout logs in the period.' })
  readonly workout_count: number;
}

/** The activity in a period that ends today. */
export class UsageReportDto {
  @Int({ max: 3650, description: 'How many days before today it starts: it has one day more.', example: 30 })
  readonly report_period_days: number;

  @CalendarDate({ description: '`report_period_days` before today, included.', example: '2026-10-24' })
  readonly start_date: string;

  @CalendarDate({ description: 'Today, included.', example: '2026-11-23' })
  readonly end_date: string;

  @Count(4)
  readonly new_users: number;

  @ApiProperty({ type: LoggedDto })
  readonly activity: LoggedDto;

  @ApiProperty({ type: PlansCreatedDto })
  readonly plans_created: PlansCreatedDto;

  @ApiProperty({ type: [TopUserDto], description: 'The five with the most workout logs, the busiest first.' })
  readonly top_users: TopUserDto[];
}

import { ApiProperty } from '@nestjs/swagger';
import { Int, Text } from '../../wire/fields/fields.js';
import type { PlanStatus } from '../../training/plans/plan-status.js';
import { DayCountsDto } from '../../training/dto/charts.dto.js';

/** One client's activity from 30 days ago up to today, both included. */
export class ClientActivityDto {
  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Int({ example: 5 })
  readonly client_id: number;

  @Int({ min: 0, nullable: true, description: 'Null when the client does not share workouts.', example: 18 })
  readonly workouts: number | null;

  @Int({ min: 0, nullable: true, description: 'Null when the client does not share their diet.', example: 84 })
  readonly diet_logs: number | null;

  @Int({ min: 0, description: 'Of both kinds, as far as they are shared.', example: 2 })
  readonly active_plans: number;
}

/** The connected clients side by side. */
export class ClientOverviewDto {
  @ApiProperty({ type: [ClientActivityDto] })
  readonly clients: readonly ClientActivityDto[];
}

/** Numbers of logs of all connected clients on each day of the period. */
export class EngagementDto {
  @ApiProperty({ type: DayCountsDto })
  readonly workouts: DayCountsDto;

  @ApiProperty({ type: DayCountsDto })
  readonly diet_logs: DayCountsDto;
}

/** How many plans are in which status; statuses without plans are left out. */
export class PlansByStatusDto implements Partial<Record<PlanStatus, number>> {
  @Int({ optional: true, example: 3 })
  readonly active?: number;

  @Int({ optional: true, example: 1 })
  readonly completed?: number;

  @Int({ optional: true, example: 1 })
  readonly paused?: number;

  @Int({ optional: true, example: 2 })
  readonly cancelled?: number;
}

/** The plans of the connected clients by status. */
export class PlanAssignmentsDto {
  @ApiProperty({ type: PlansByStatusDto })
  readonly workout_plans: PlansByStatusDto;

  @ApiProperty({ type: PlansByStatusDto })
  readonly diet_plans: PlansByStatusDto;
}

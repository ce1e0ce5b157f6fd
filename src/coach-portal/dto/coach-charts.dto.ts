import { ApiProperty } from '@nestjs/swagger';
import { Int, Text } from '../../wire/fields.js';
import { DayCountsDto } from '../../training/dto/charts.dto.js';
import { PLAN_STATUSES, type PlanStatus } from '../../training/plan-status.js';

/** One client's activity from 30 days ago up to today, both included. */
export class ClientActivityDto {
  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Int({ example: 5 })
  readonly client_id: number;

  @Int({ min: 0, example: 18 })
  readonly workouts: number;

  @Int({ min: 0, example: 84 })
  readonly diet_logs: number;

  @Int({ min: 0, description: 'Of both kinds.', example: 2 })
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

/** Statuses without plans are left out. */
type PlanCounts = Readonly<Partial<Record<PlanStatus, number>>>;

const Counts = () =>
  ApiProperty({
    type: 'object',
    description: 'How many plans are in which status; only statuses that occur.',
    properties: Object.fromEntries(
      PLAN_STATUSES.map((status) => [status, { type: 'integer', format: 'int32', minimum: 1 }]),
    ),
    example: { active: 3, completed: 1 },
  });

/** The plans of the connected clients by status. */
export class PlanAssignmentsDto {
  @Counts()
  readonly workout_plans: PlanCounts;

  @Counts()
  readonly diet_plans: PlanCounts;
}

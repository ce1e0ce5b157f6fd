import { ApiProperty } from '@nestjs/swagger';
import { Int, Text } from '../../wire/fields.js';
import { DayCountsDto } from '../../training/dto/charts.dto.js';
import { PLAN_STATUSES, type PlanStatus } from '../../training/plan-status.js';

/** What one client did from 30 days before today up to today, both included. */
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

/** Logs of each day of the period, of all connected clients together. */
export class EngagementDto {
  @ApiProperty({ type: DayCountsDto })
  readonly workouts: DayCountsDto;

  @ApiProperty({ type: DayCountsDto })
  readonly diet_logs: DayCountsDto;
}

/** Of the statuses only those that occur. */
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

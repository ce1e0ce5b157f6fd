import { ApiProperty } from '@nestjs/swagger';
import { Int, Text } from '../../http/fields.js';
import { DayCountsDto } from '../../training/dto/charts.dto.js';

/** What one client did in the last 30 days. */
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

/** Logs of each day that has any, of all connected clients together. */
export class EngagementDto {
  @ApiProperty({ type: DayCountsDto })
  readonly workouts: DayCountsDto;

  @ApiProperty({ type: DayCountsDto })
  readonly diet_logs: DayCountsDto;
}

const Counts = () =>
  ApiProperty({
    type: 'object',
    description: 'How many plans are in which status; only statuses that occur.',
    additionalProperties: { type: 'integer' },
    example: { active: 3, completed: 1 },
  });

/** The plans of the connected clients by status. */
export class PlanAssignmentsDto {
  @Counts()
  readonly workout_plans: Readonly<Record<string, number>>;

  @Counts()
  readonly diet_plans: Readonly<Record<string, number>>;
}

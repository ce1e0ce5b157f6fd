import { ApiProperty } from '@nestjs/swagger';
import { Int } from '../../http/fields.js';

/** Rows of the last 30 days, today included. */
export class LastDaysDto {
  @Int({ min: 0, example: 18 })
  readonly workout_sessions: number;

  @Int({ min: 0, example: 84 })
  readonly diet_logs: number;
}

/** Plans that are active now. */
export class ActivePlansDto {
  @Int({ min: 0, example: 1 })
  readonly workout_plans: number;

  @Int({ min: 0, example: 1 })
  readonly diet_plans: number;
}

/** What someone's logs and plans add up to. */
export class ProgressDto {
  @ApiProperty({ type: LastDaysDto })
  readonly last_30_days: LastDaysDto;

  @ApiProperty({ type: ActivePlansDto })
  readonly active_plans: ActivePlansDto;
}

import { ApiProperty } from '@nestjs/swagger';
import { Choice, Instant, Int, Text, Uuid } from '../../wire/fields/fields.js';
import { type Role, ROLES } from '../../users/role.js';
import { HEALTH_DATA, type HealthData } from '../health-data.js';
import { type Section, SECTIONS } from '../sections.js';

/** One read of my health data by someone else. */
export class AccessLogEntryDto {
  @Int({ example: 2 })
  readonly reader_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly reader_name: string;

  @Choice(ROLES, 'Role', { description: 'In which they read.', example: 'coach' })
  readonly reader_role: Role;

  @Choice(HEALTH_DATA, 'HealthData', { description: '`activity` is how much one logs.', example: 'workout_logs' })
  readonly what: HealthData;

  @ApiProperty({
    ...{ enum: [...SECTIONS], enumName: 'Section', isArray: true, example: ['workouts'] },
    description: 'What of me was shown, by the sections in which I share.',
  })
  readonly sections: readonly Section[];

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly read_at: string;

  @Uuid({ description: 'The request, for whoever looks into it.', example: '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11' })
  readonly request_id: string;
}

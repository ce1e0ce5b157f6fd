import { getSchemaPath, refs, type SchemaObject } from '@nestjs/swagger';
import { Choice, Int } from '../../wire/fields/fields.js';

/** Numbers of a client's logs. */
export class ClientStatsDto {
  @Int({ example: 5 })
  readonly user_id: number;

  @Choice(['client'], 'ClientRole', { example: 'client' })
  readonly role: 'client';

  @Int({ min: 0, description: 'Workout logs.', example: 140 })
  readonly workout_count: number;

  @Int({ min: 0, example: 312 })
  readonly diet_logs: number;
}

/** Numbers of a coach's clients and plans. */
export class CoachStatsDto {
  @Int({ example: 2 })
  readonly user_id: number;

  @Choice(['coach'], 'CoachRole', { example: 'coach' })
  readonly role: 'coach';

  @Int({ min: 0, description: 'Connected ones.', example: 4 })
  readonly clients: number;

  @Int({ min: 0, description: 'Of connected clients, for training and for eating.', example: 7 })
  readonly active_plans: number;
}

/** Numbers of users. */
export class AdminStatsDto {
  @Int({ example: 1 })
  readonly user_id: number;

  @Choice(['admin'], 'AdminRole', { example: 'admin' })
  readonly role: 'admin';

  @Int({ min: 0, example: 14 })
  readonly total_users: number;

  @Int({ min: 0, example: 3 })
  readonly active_coaches: number;

  @Int({ min: 0, example: 10 })
  readonly active_clients: number;
}

export type OwnStatsDto = ClientStatsDto | CoachStatsDto | AdminStatsDto;

/** The role says which of the three an answer is. */
export const OWN_STATS: SchemaObject = {
  title: 'OwnStats',
  oneOf: refs(ClientStatsDto, CoachStatsDto, AdminStatsDto),
  discriminator: {
    propertyName: 'role',
    mapping: {
      client: getSchemaPath(ClientStatsDto),
      coach: getSchemaPath(CoachStatsDto),
      admin: getSchemaPath(AdminStatsDto),
    },
  },
};

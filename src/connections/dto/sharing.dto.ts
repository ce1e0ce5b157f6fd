import { ApiProperty } from '@nestjs/swagger';
import type { Section } from '../../audit/sections.js';
import { Bool, Instant, Int, Text } from '../../wire/fields/fields.js';

const about = {
  profile: 'The profile. Without it a coach sees the name alone.',
  health: 'Of the profile: dietary restrictions, complications, injuries and supplements.',
  workouts: 'Workout logs and workout plans.',
  diet: 'Diet logs and diet plans.',
  progress: 'What logs and plans add up to.',
};

/** Which sections a client shares with one coach. */
export class SharingDto implements Record<Section, boolean> {
  @Bool({ description: about.profile, example: true })
  readonly profile: boolean;

  @Bool({ description: about.health, example: false })
  readonly health: boolean;

  @Bool({ description: about.workouts, example: true })
  readonly workouts: boolean;

  @Bool({ description: about.diet, example: true })
  readonly diet: boolean;

  @Bool({ description: about.progress, example: true })
  readonly progress: boolean;
}

const optional = true;

/** Body of `PUT /client/coaches/{coach_id}/sharing`: only what is sent changes. */
export class ChangeSharingDto implements Partial<Record<Section, boolean>> {
  @Bool({ optional, description: about.profile, example: true })
  readonly profile?: boolean;

  @Bool({ optional, description: about.health, example: false })
  readonly health?: boolean;

  @Bool({ optional, description: about.workouts, example: true })
  readonly workouts?: boolean;

  @Bool({ optional, description: about.diet, example: true })
  readonly diet?: boolean;

  @Bool({ optional, description: about.progress, example: true })
  readonly progress?: boolean;
}

/** The confirmed and completed bookings by which a coach and a client are connected. */
export class ConnectingBookingsDto {
  @Int({ min: 1, description: 'How many there are.', example: 12 })
  readonly count: number;

  @ApiProperty({
    ...{ type: 'array', items: { type: 'integer', format: 'int32' }, example: [41, 38] },
    description: 'The ids of the latest twenty, the latest first.',
  })
  readonly latest_ids: readonly number[];
}

/** A coach who can read about a client, or could until the client ended the connection. */
export class ClientCoachDto {
  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Bool({ description: 'Whether the coach can read what is shared.', example: true })
  readonly is_connected: boolean;

  @ApiProperty({ type: SharingDto, description: 'What the coach can read now: nothing once the connection has ended.' })
  readonly sharing: SharingDto;

  @Instant({ description: 'When the first booking that connects was made.', example: '2026-10-05T08:59:40.355Z' })
  readonly since: string;

  @Instant({ nullable: true, description: 'When the client ended the connection.', example: null })
  readonly until: string | null;

  @ApiProperty({ type: ConnectingBookingsDto, description: 'Why: the bookings that connect, or did until the end.' })
  readonly bookings: ConnectingBookingsDto;
}

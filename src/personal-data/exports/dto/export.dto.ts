import { Choice, Instant, Int, Text } from '../../../wire/fields/fields.js';

export const EXPORT_STATES = ['none', 'waiting', 'ready', 'failed'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** The file with my data, or how far it is. */
export class ExportDto {
  @Choice(EXPORT_STATES, 'ExportState', {
    description:
      '`none`: not asked for, or deleted after its day. `waiting`: it is being made. `ready`: `link` opens it. `failed`: ask again.',
    example: 'ready',
  })
  readonly state: ExportState;

  @Instant({ nullable: true, description: 'When I asked for it.', example: '2027-01-05T09:00:00.000Z' })
  readonly requested_at: string | null;

  @Instant({ nullable: true, description: 'When the file was made.', example: '2027-01-05T09:00:02.000Z' })
  readonly ready_at: string | null;

  @Instant({ nullable: true, description: 'When the file is deleted.', example: '2027-01-06T09:00:02.000Z' })
  readonly expires_at: string | null;

  @Instant({
    nullable: true,
    description: 'From when on I may ask again. Null: now.',
    example: '2027-01-06T09:00:00.000Z',
  })
  readonly next_request_at: string | null;

  @Int({ nullable: true, description: 'Of the file, in bytes.', example: 48_213 })
  readonly size: number | null;

  @Text({
    max: 200,
    nullable: true,
    description: 'The path of the file. It takes the access token of its owner, like every other route.',
    example: '/api/v1/users/me/export/file',
  })
  readonly link: string | null;
}

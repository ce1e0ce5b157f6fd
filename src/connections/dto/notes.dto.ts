import { Instant, Text } from '../../wire/fields/fields.js';

const MOST = 10_000;

/** What a coach noted about a client. */
export class ClientNotesDto {
  @Text({ max: MOST, nullable: true, example: 'Prefers mornings. Left knee: no deep squats.' })
  readonly notes: string | null;

  @Instant({ nullable: true, example: '2026-11-23T08:59:40.355Z' })
  readonly updated_at: string | null;
}

/** Body of `PUT /coach/clients/{client_id}/notes`. */
export class WriteClientNotesDto {
  @Text({
    ...{ max: MOST, nullable: true, emptyIsNull: true, description: '`""` or null deletes them.' },
    example: 'Prefers mornings. Left knee: no deep squats.',
  })
  readonly notes: string | null;
}

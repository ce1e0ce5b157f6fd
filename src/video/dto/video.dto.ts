import { Instant, Text } from '../../wire/fields/fields.js';

/** How to enter the room of a session. */
export class VideoDto {
  @Text({
    max: 4000,
    description: 'Leads this person into the room. It may hold a token: give it to nobody else.',
    example: 'https://meet.jit.si/session-4f9c2a7d01b35e86a4c0d9e7f1b28a6c3d5e',
  })
  readonly join_url: string;

  @Instant({ description: '15 minutes before the start.', example: '2027-01-12T08:45:00.000Z' })
  readonly opens_at: string;

  @Instant({ description: '30 minutes after the end.', example: '2027-01-12T10:30:00.000Z' })
  readonly closes_at: string;
}

import { Choice, Instant, Int, Text } from '../../../wire/fields/fields.js';

/** Where the coach consents. */
export class GoogleConsentDto {
  @Text({
    max: 2000,
    description: 'Open it in the browser. It works for ten minutes.',
    example: 'https://accounts.google.com/o/oauth2/v2/auth?client_id=…&state=…',
  })
  readonly url: string;
}

/** Body of `POST /coach/calendars/google/finish`: what Google gave to the page to which it came back. */
export class FinishGoogleDto {
  @Text({ min: 1, max: 2000, description: 'The parameter `code`.', example: '4/0AdLIrYexample' })
  readonly code: string;

  @Text({ min: 1, max: 200, description: 'The parameter `state`.', example: 'mF3v-example' })
  readonly state: string;
}

export const CONFLICT_KINDS = ['moved', 'deleted'] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** A session whose event the coach moved or deleted at Google. */
export class CalendarConflictDto {
  @Int({ example: 1 })
  readonly id: number;

  @Int({ nullable: true, description: 'Null for a group session.', example: 1 })
  readonly booking_id: number | null;

  @Int({ nullable: true, description: 'Null for a booking.', example: null })
  readonly group_session_id: number | null;

  @Choice(CONFLICT_KINDS, 'CalendarConflictKind', { description: 'What was done at Google.', example: 'moved' })
  readonly kind: ConflictKind;

  @Instant({ description: 'Of the session here.', example: '2027-01-12T09:00:00.000Z' })
  readonly starts_at: string;

  @Instant({ example: '2027-01-12T10:00:00.000Z' })
  readonly ends_at: string;

  @Instant({
    nullable: true,
    description: 'Of its event at Google; null when it was deleted.',
    example: '2027-01-12T11:00:00.000Z',
  })
  readonly google_starts_at: string | null;

  @Instant({ nullable: true, description: 'Its end there.', example: '2027-01-12T12:00:00.000Z' })
  readonly google_ends_at: string | null;

  @Instant({ description: 'When it was noticed.', example: '2027-01-11T08:05:00.000Z' })
  readonly seen_at: string;
}

import { Choice, Instant, Int, LongId, Text } from '../../wire/fields/fields.js';
import { ACCOUNT_MESSAGES } from '../domain/account-telling.js';
import { PAYMENT_MESSAGES } from '../payments/domain/payment-telling.js';
import { ATTENDANCE_MESSAGES } from '../domain/attendance-telling.js';
import { REVIEW_MESSAGES } from '../domain/review-telling.js';
import { WAIT_MESSAGES } from '../domain/wait-telling.js';
import { LongIdPageQuery } from '../../wire/lists/paging.js';

export const NOTIFICATION_TYPES = [
  'booking.requested',
  'booking.confirmed',
  'booking.declined',
  'booking.moved',
  'booking.cancelled',
  'booking.expired',
  ...ATTENDANCE_MESSAGES,
  ...PAYMENT_MESSAGES,
  ...WAIT_MESSAGES,
  ...ACCOUNT_MESSAGES,
  ...REVIEW_MESSAGES,
] as const;

/** Something that happened to a booking, a payment or a review of mine, on a waitlist or to my account, and that I did not do myself. */
export class NotificationDto {
  @LongId({ example: 12 })
  readonly id: number;

  @Choice(NOTIFICATION_TYPES, 'NotificationType', { example: 'booking.confirmed' })
  readonly type: (typeof NOTIFICATION_TYPES)[number];

  @Text({ max: 500, description: 'In the language of my settings.', example: 'Session confirmed' })
  readonly title: string;

  @Text({
    max: 2000,
    description: 'One paragraph. Times are in the time zone of my settings.',
    example: 'Coach A confirmed: Technique check, Tue 12 Jan 2027, 10:00 (Europe/Berlin).',
  })
  readonly body: string;

  @Int({ nullable: true, description: 'Of a booking; of a review for its writer alone.', example: 7 })
  readonly booking_id: number | null;

  @Int({ nullable: true, description: 'Of a waitlist.', example: null })
  readonly waitlist_entry_id: number | null;

  @Int({ nullable: true, description: 'Of a review.', example: null })
  readonly review_id: number | null;

  @Instant({ nullable: true, description: 'Null: not read yet.', example: null })
  readonly read_at: string | null;

  @Instant({ example: '2027-01-05T09:00:00.000Z' })
  readonly created_at: string;
}

export class NotificationsQuery extends LongIdPageQuery {}

export class UnreadCountDto {
  @Int({ min: 0, example: 3 })
  readonly count: number;
}

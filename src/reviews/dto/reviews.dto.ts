import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Instant, Int, Text } from '../../wire/fields/fields.js';
import { KEPT_STATUSES, type KeptStatus, ON_ACCOUNT_DELETION, type OnAccountDeletion } from '../domain/review.js';

/** Characters of a review, and of a reply. */
export const MOST_CHARACTERS = 2000;

/** What the coach answered. */
export class ReviewReplyDto {
  @Text({ max: MOST_CHARACTERS, description: 'Verbatim.', example: 'Thank you, Jo! See you next week.' })
  readonly text: string;

  @Instant({ description: 'When it was written or last changed.', example: '2027-01-14T08:00:00.000Z' })
  readonly at: string;
}

const Reply = () =>
  ApiProperty({ type: ReviewReplyDto, nullable: true, description: 'The coach’s answer; null without one.' });

const text = {
  ...{ max: MOST_CHARACTERS, nullable: true, description: 'Verbatim; null: stars alone.' },
  example: 'Clear, patient, and my squat is better.',
} as const;
const rating = { min: 1, max: 5, description: 'Stars.', example: 5 } as const;

/** A review as everybody sees it. */
export class ReviewDto {
  @Int({ example: 31 })
  readonly id: number;

  @Int(rating)
  readonly rating: number;

  @Text(text)
  readonly text: string | null;

  @Text({
    max: 300,
    description: 'The first name and the first letter of the last, or `A client`.',
    example: 'Jo M.',
  })
  readonly author: string;

  @Instant({ example: '2027-01-13T18:30:00.000Z' })
  readonly created_at: string;

  @Instant({ nullable: true, description: 'When its writer changed it; null if never.', example: null })
  readonly edited_at: string | null;

  @Reply()
  readonly reply: ReviewReplyDto | null;
}

/** A review as its writer sees it. */
export class MyReviewDto {
  @Int({ example: 31 })
  readonly id: number;

  @Int({ example: 12 })
  readonly booking_id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Int(rating)
  readonly rating: number;

  @Text(text)
  readonly text: string | null;

  @Bool({ description: 'Whether it is signed with `Jo M.`, or with `A client`.', example: true })
  readonly show_name: boolean;

  @Choice(ON_ACCOUNT_DELETION, 'ReviewOnAccountDeletion', {
    description: 'What becomes of it when the account is deleted.',
    example: 'anonymise',
  })
  readonly on_account_deletion: OnAccountDeletion;

  @Choice(KEPT_STATUSES, 'ReviewStatus', {
    description: 'One that an admin removed is seen by its writer and admins alone, and does not count.',
    example: 'published',
  })
  readonly status: KeptStatus;

  @Text({ max: 1000, nullable: true, description: 'Why an admin removed it.', example: null })
  readonly removal_reason: string | null;

  @Instant({ example: '2027-01-13T18:30:00.000Z' })
  readonly created_at: string;

  @Instant({ nullable: true, description: 'When I changed it; null if never.', example: null })
  readonly edited_at: string | null;

  @Instant({ description: 'Until then it can be changed and deleted.', example: '2027-02-12T18:30:00.000Z' })
  readonly editable_until: string;

  @Reply()
  readonly reply: ReviewReplyDto | null;
}

/** What a coach holds against a review. */
export class ReviewReportDto {
  @Text({ max: 1000, description: 'What the coach wrote.', example: 'This is about another coach.' })
  readonly reason: string;

  @Instant({ example: '2027-01-14T08:00:00.000Z' })
  readonly at: string;
}

/** A review as admins see it. */
export class AdminReviewDto extends ReviewDto {
  @Choice(KEPT_STATUSES, 'ReviewStatus', { example: 'published' })
  readonly status: KeptStatus;

  @Int({ example: 12 })
  readonly booking_id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Int({ nullable: true, description: 'Its writer; null when the account is deleted.', example: 5 })
  readonly client_id: number | null;

  @ApiProperty({ type: ReviewReportDto, nullable: true, description: 'What the coach holds against it.' })
  readonly report: ReviewReportDto | null;

  @Text({ max: 1000, nullable: true, description: 'The reason of the last decision.', example: null })
  readonly reason: string | null;

  @Instant({
    nullable: true,
    description: 'When an admin last decided; null while a report waits for it.',
    example: null,
  })
  readonly decided_at: string | null;
}

import { Bool, Choice, field, Int, Text, textFault } from '../../wire/fields/fields.js';
import { QueryBool, QueryChoice } from '../../wire/fields/query-fields.js';
import { TimePageQuery } from '../../wire/lists/paging.js';
import { KEPT_STATUSES, type KeptStatus, ON_ACCOUNT_DELETION, type OnAccountDeletion } from '../domain/review.js';
import { MOST_CHARACTERS } from './reviews.dto.js';

const MOST_OF_REASON = 1000;

/** Body of `POST` and `PUT /bookings/bookings/{id}/review`: the whole review. */
export class WriteReviewDto {
  @Int({ min: 1, max: 5, description: 'Stars.', example: 5 })
  readonly rating: number;

  @Text({
    max: MOST_CHARACTERS,
    optional: true,
    nullable: true,
    emptyIsNull: true,
    description: 'Kept verbatim. Left out: stars alone.',
    example: 'Clear, patient, and my squat is better.',
  })
  readonly text: string | null = null;

  @Bool({
    optional: true,
    description:
      'Signs it with the first name and the first letter of the last, unless it is `false`: then with `A client`.',
    example: true,
  })
  readonly show_name: boolean = true;

  @Choice(ON_ACCOUNT_DELETION, 'ReviewOnAccountDeletion', {
    optional: true,
    description: 'What becomes of it when the account is deleted; `anonymise` unless said otherwise.',
    example: 'anonymise',
  })
  readonly on_account_deletion: OnAccountDeletion = 'anonymise';
}

/** Body of `PUT …/reviews/{id}/reply`. */
export class ReplyToReviewDto {
  @Text({ max: MOST_CHARACTERS, description: 'Kept verbatim.', example: 'Thank you, Jo! See you next week.' })
  readonly text: string;
}

/** Body of `POST …/reviews/{id}/report`. */
export class ReportReviewDto {
  @Text({
    max: MOST_OF_REASON,
    description: 'What is wrong with it; for admins.',
    example: 'This is about another coach.',
  })
  readonly reason: string;
}

/** Needed when a review is removed: its writer reads it. */
const Reason = () =>
  field(
    reasonFault,
    { type: 'string', minLength: 1, maxLength: MOST_OF_REASON },
    {
      ...{ optional: true, nullable: true, always: true, example: 'It insults a person.' },
      description: 'Needed to remove a review: its writer reads it.',
    },
  );

function reasonFault(value: unknown, { status }: Partial<DecideOnReviewDto>): string | null {
  if (value !== undefined && value !== null) return textFault(value, 1, MOST_OF_REASON);
  return status === 'removed' ? 'must be given, because the writer of a removed review reads it' : null;
}

/** Body of `PUT /admin/reviews/{id}`. */
export class DecideOnReviewDto {
  @Choice(KEPT_STATUSES, 'ReviewStatus', { description: '`published` shows a removed one again.', example: 'removed' })
  readonly status: KeptStatus;

  @Reason()
  readonly reason?: string | null;
}

/** Filters of the admin's list of reviews. */
export class AllReviewsQuery extends TimePageQuery {
  @QueryChoice(KEPT_STATUSES, 'ReviewStatus', { optional: true, description: 'Only those in this status.' })
  readonly status?: KeptStatus;

  @QueryBool({ description: '`true`: only those whose report waits for a decision.', example: true })
  readonly reported?: boolean;
}

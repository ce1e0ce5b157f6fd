import { Bool, Choice, Email, Instant, Int, Line, Text } from '../../wire/fields/fields.js';
import { Form, FormEmail } from '../../wire/fields/form-fields.js';
import { TimePageQuery } from '../../wire/lists/paging.js';
import { QueryInt } from '../../wire/fields/query-fields.js';
import { FEEDBACK_STATUSES, type FeedbackStatus } from '../feedback.entity.js';

const MAX_SKIP = 10_000;
const DEFAULT_LIMIT = 100;

/** One message about the platform, as admins see it. */
export class FeedbackDto {
  @Int({ example: 7 })
  readonly id: number;

  @Int({ nullable: true, description: 'Null for guests and for those who asked to stay unnamed.', example: 5 })
  readonly user_id: number | null;

  @Text({ max: 5000, example: 'The calendar is lovely.' })
  readonly message: string;

  @Text({ max: 255, nullable: true, example: 'Jo Miller' })
  readonly name: string | null;

  @Email({ nullable: true, example: 'jo@example.com' })
  readonly email: string | null;

  @Bool({ example: false })
  readonly is_anonymous: boolean;

  @Text({ max: 500, nullable: true, example: 'http://localhost:3000/' })
  readonly page_url: string | null;

  @Text({ max: 500, nullable: true, example: 'Mozilla/5.0' })
  readonly user_agent: string | null;

  @Choice(FEEDBACK_STATUSES, 'FeedbackStatus', { example: 'open' })
  readonly status: FeedbackStatus;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly updated_at: string;
}

/** Body of `POST /feedback/`. The account of a logged-in sender decides name and email, not these fields. */
@Form()
export class LeaveFeedbackDto {
  @Text({ max: 5000, example: 'The calendar is lovely.' })
  readonly message: string;

  @Line({ max: 255, optional: true, nullable: true, emptyIsNull: true, description: 'Of a guest.', example: 'Jo' })
  readonly name?: string | null;

  @FormEmail({ description: 'Of a guest; `""` means none.', example: 'jo@example.com' })
  readonly email?: string | null;

  @Bool({
    optional: true,
    description: 'Keeps neither account nor name nor email; `false` unless said otherwise.',
    example: false,
  })
  readonly is_anonymous: boolean = false;

  @Line({ max: 500, optional: true, nullable: true, emptyIsNull: true, example: 'http://localhost:3000/' })
  readonly page_url?: string | null;
}

/** Body of `PUT /feedback/{id}`: only what is sent changes. */
export class ChangeFeedbackDto {
  @Choice(FEEDBACK_STATUSES, 'FeedbackStatus', { optional: true, example: 'actively_looking' })
  readonly status?: FeedbackStatus;
}

/** Paging of the list of feedback. */
export class FeedbackQuery extends TimePageQuery {
  @QueryInt({ max: 500, description: 'Rows of a page.', default: DEFAULT_LIMIT, example: 50 })
  override readonly limit: number = DEFAULT_LIMIT;

  @QueryInt({
    min: 0,
    max: MAX_SKIP,
    default: 0,
    description: 'Rows to leave out at the start of the list; a `cursor` is quicker, and makes this be ignored.',
    example: 0,
  })
  readonly skip: number = 0;
}

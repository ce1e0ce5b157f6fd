import { authorOf } from './domain/author.js';
import { editableUntil } from './domain/review.js';
import type { AdminReviewDto, MyReviewDto, ReviewDto } from './dto/reviews.dto.js';

/** The columns of a ReviewRow; `r` is the alias of reviews. A name that is not to be shown is not read. */
export const REVIEW_COLUMNS = `
  r.id, r.rating, r.text, r.created_at, r.edited_at, r.reply, r.replied_at,
  (SELECT u.full_name FROM bookings b JOIN users u ON u.id = b.client_id
    WHERE b.id = r.booking_id AND r.show_name AND u.deleted_at IS NULL) AS name`;

/** What only its writer sees besides. */
export const MY_COLUMNS = `
  r.id, r.booking_id, r.coach_id, r.status, r.rating, r.text, r.show_name, r.on_account_deletion, r.created_at, r.edited_at, r.reply,
  r.replied_at, CASE r.status WHEN 'removed' THEN r.decision_reason END AS removal_reason`;

/** What only admins see besides. */
export const ADMIN_COLUMNS = `
  ${REVIEW_COLUMNS}, r.status, r.booking_id, r.coach_id, r.report_reason, r.reported_at, r.decision_reason AS reason, r.decided_at,
  (SELECT u.id FROM bookings b JOIN users u ON u.id = b.client_id WHERE b.id = r.booking_id AND u.deleted_at IS NULL) AS client_id`;

/** Empties a review and keeps its row: nobody reviews the same session again. */
export const EMPTIED = `
  status = 'deleted', rating = NULL, text = NULL, show_name = false, reply = NULL, replied_at = NULL, report_reason = NULL,
  reported_at = NULL, decision_reason = NULL`;

interface Reply {
  readonly reply: string | null;
  readonly replied_at: string | null;
}

/** A row of REVIEW_COLUMNS. */
export type ReviewRow = Omit<ReviewDto, 'author' | 'reply'> & Reply & { readonly name: string | null };

/** A row of MY_COLUMNS. */
export type MyReviewRow = Omit<MyReviewDto, 'reply' | 'editable_until'> & Reply;

/** A row of ADMIN_COLUMNS. */
export type AdminReviewRow = ReviewRow &
  Omit<AdminReviewDto, keyof ReviewDto | 'report'> & {
    readonly report_reason: string | null;
    readonly reported_at: string | null;
  };

const replyOf = ({ reply, replied_at }: Reply) =>
  reply === null || replied_at === null ? null : { text: reply, at: replied_at };

export const shownToAll = ({ name, reply, replied_at, ...review }: ReviewRow): ReviewDto => ({
  ...review,
  author: authorOf(name),
  reply: replyOf({ reply, replied_at }),
});

export const shownToWriter = ({ reply, replied_at, ...review }: MyReviewRow): MyReviewDto => ({
  ...review,
  editable_until: editableUntil(new Date(review.created_at)).toISOString(),
  reply: replyOf({ reply, replied_at }),
});

export const shownToAdmins = ({
  name,
  reply,
  replied_at,
  report_reason,
  reported_at,
  ...review
}: AdminReviewRow): AdminReviewDto => ({
  ...review,
  author: authorOf(name),
  reply: replyOf({ reply, replied_at }),
  report: report_reason === null || reported_at === null ? null : { reason: report_reason, at: reported_at },
});

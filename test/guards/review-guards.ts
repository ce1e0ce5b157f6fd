import { type Guard, guards } from './guard.js';
import { check, references } from './table-constraints.js';

const REVIEWS = 'test/contract/review-constraints.spec.ts';
const IS_PUBLISHED = `AND r.status = 'published' RETURNING`;

/** Who writes what about whom, and what counts. */
export const REVIEW_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/045-add-reviews.ts',
    [REVIEWS],
    [
      ['reviews_booking_id_key', 'UNIQUE (booking_id)', 'CHECK (booking_id > 0)'],
      references('reviews_booking_id_fkey', 'booking_id', 'bookings'),
      references('reviews_coach_id_fkey', 'coach_id', 'users'),
      check('reviews_status', `status IN ('published', 'removed', 'deleted')`),
      check('reviews_rating', 'rating BETWEEN 1 AND 5'),
      check('reviews_text_length', 'char_length(text) BETWEEN 1 AND 2000'),
      check('reviews_on_account_deletion', `on_account_deletion IN ('anonymise', 'remove')`),
      check('reviews_reply', '(reply IS NULL) = (replied_at IS NULL) AND char_length(reply) BETWEEN 1 AND 2000'),
      check(
        'reviews_report',
        '(report_reason IS NULL) = (reported_at IS NULL) AND char_length(report_reason) BETWEEN 1 AND 1000',
      ),
      check(
        'reviews_decision',
        '(decision_reason IS NULL OR decided_at IS NOT NULL) AND char_length(decision_reason) BETWEEN 1 AND 1000',
      ),
      check('reviews_removed_for_reason', `status <> 'removed' OR decision_reason IS NOT NULL`),
      ['reviews_deleted_is_empty', `CHECK (CASE status WHEN 'deleted'`, `CHECK (true OR CASE status WHEN 'deleted'`],
      ['reviews_of_completed_session', `AND b.kind = 'booking' AND b.status = 'completed') THEN`, ') THEN'],
      ['reviews_of_completed_session: its coach', 'AND b.coach_id = NEW.coach_id\n', '\n'],
      [
        'reviews_client_alive',
        'AND u.deleted_at IS NULL\n      FOR KEY SHARE;\n    IF NOT FOUND THEN',
        'FOR KEY SHARE;\n    IF NOT FOUND THEN',
      ],
      ['reviews_coach_alive', `IF NOT FOUND AND TG_OP = 'INSERT' THEN`, 'IF false THEN'],
      ['A_reviews_count_ratings', 'AFTER INSERT OR DELETE OR UPDATE OF status, rating', 'AFTER INSERT'],
      [
        'A_reviews_count_ratings: removed ones do not count',
        `AND NEW.status = 'published' THEN NEW.rating`,
        'THEN NEW.rating',
      ],
      ['users_rating_guard', 'FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND', 'FOR EACH ROW WHEN (false AND'],
      check('users_rating_in_range', 'rating_sum BETWEEN rating_count AND 5 * rating_count'),
      check('users_tombstone_has_no_rating', 'deleted_at IS NULL OR rating_count = 0'),
    ],
  ),
  ...guards(
    'src/reviews/my-reviews.service.ts',
    ['reviews'],
    [
      [
        'a client reviews their own sessions',
        'WHERE b.id = $1 AND b.client_id = $2 AND',
        'WHERE b.id = $1 AND $2 > 0 AND',
      ],
      ['a client reads their own review', 'AND b.client_id = $2 AND r.status', 'AND $2 > 0 AND r.status'],
      ['a removed review is not changed', IS_PUBLISHED, 'RETURNING'],
      ['a review is changed for 30 days', `AND r.created_at > $3::timestamptz`, 'AND $3::timestamptz > now()'],
    ],
  ),
  ...guards(
    'src/bookings/booking-columns.ts',
    ['reviews'],
    [
      [
        'a session is reviewed for 30 days',
        'AND ${COMPLETED_AT} > ${now}::timestamptz',
        'AND now() > ${now}::timestamptz',
      ],
    ],
  ),
  ...guards(
    'src/reviews/coach-reviews.service.ts',
    ['reviews'],
    [
      ['a coach answers their own reviews', 'r.coach_id = coach.id AND', ''],
      ['a review is reported once', 'AND r.report_reason IS NULL', ''],
      ['removed reviews are not listed', `\${coach} AND r.status = 'published'`, '${coach}'],
    ],
  ),
  ...guards(
    'src/reviews/review-records.service.ts',
    ['reviews'],
    [
      ['a deleted client’s reviews go if they said so', 'await tx.rows(REMOVE, [userId]);', ''],
      ['a deleted coach’s answers go', 'await tx.rows(TAKE_BACK, [userId]);', ''],
    ],
  ),
  ...guards(
    'src/reviews/review-columns.ts',
    ['reviews'],
    [['a name is shown to those who want it', 'AND r.show_name AND', 'AND']],
  ),
];

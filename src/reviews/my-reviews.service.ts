import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { isReviewable, TOOK_PLACE } from '../bookings/booking-columns.js';
import { Database, type Rows } from '../database/database.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Clock } from '../time/clock.js';
import { EDIT_DAYS } from './domain/review.js';
import { changeRefusalOf, type ReviewSituation, writeRefusalOf } from './domain/review-refusal.js';
import type { WriteReviewDto } from './dto/review-requests.dto.js';
import type { MyReviewDto } from './dto/reviews.dto.js';
import { EMPTIED, MY_COLUMNS, type MyReviewRow, shownToWriter } from './review-columns.js';

const FIND = `
  SELECT ${MY_COLUMNS} FROM reviews r JOIN bookings b ON b.id = r.booking_id
   WHERE r.booking_id = $1 AND b.client_id = $2 AND r.status <> 'deleted'`;

/** Of two who write at once one gets a row. Triggers lock the client, then the coach, whose rating they count. */
const WRITE = `
  INSERT INTO reviews AS r (booking_id, coach_id, rating, text, show_name, on_account_deletion, created_at)
  SELECT b.id, b.coach_id, $4, $5, $6, $7, $3 FROM bookings b WHERE b.id = $1 AND b.client_id = $2 AND ${isReviewable('$3')}
      ON CONFLICT (booking_id) DO NOTHING
  RETURNING ${MY_COLUMNS}`;

/** Locks the client and the coach before the review, as a deletion of either does: nobody waits in a circle. */
const LOCKED = `
  WITH writer AS MATERIALIZED (
    SELECT id FROM users WHERE id = $2 AND deleted_at IS NULL FOR KEY SHARE
  ), coach AS MATERIALIZED (
    SELECT u.id FROM writer, users u WHERE u.id = (SELECT coach_id FROM bookings WHERE id = $1 AND client_id = $2)
       FOR NO KEY UPDATE OF u
  )`;

const MINE = `
    FROM coach WHERE r.booking_id = $1 AND r.coach_id = coach.id AND r.created_at > $3::timestamptz - interval '${EDIT_DAYS} days'`;

/** Only what readers see counts as an edit. */
const CHANGE = `
  ${LOCKED}
  UPDATE reviews r SET rating = $4, text = $5, show_name = $6, on_account_deletion = $7,
         edited_at = CASE WHEN (r.rating, r.text) IS DISTINCT FROM ($4::integer, $5::text) THEN $3 ELSE r.edited_at END
  ${MINE} AND r.status = 'published' RETURNING ${MY_COLUMNS}`;

const DELETE = `${LOCKED} UPDATE reviews r SET ${EMPTIED} ${MINE} AND r.status <> 'deleted' RETURNING r.id`;

const SITUATION = `
  SELECT b.client_id AS "clientId", ${TOOK_PLACE} AS "tookPlace", r.status
    FROM bookings b LEFT JOIN reviews r ON r.booking_id = b.id WHERE b.id = $1 AND b.kind = 'booking'`;

/** What clients write about their sessions. */
@Injectable()
export class MyReviewsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The errors of changeRefusalOf. */
  async find(me: Principal, bookingId: number): Promise<MyReviewDto> {
    const [review] = await this.database.rows<MyReviewRow>(FIND, [bookingId, me.id]);
    if (!review) throw changeRefusalOf(await this.situation(this.database, bookingId), me.id, 'read');
    return shownToWriter(review);
  }

  /** The errors of writeRefusalOf. The event does not say who wrote: the coach's endpoints are told of it. */
  write(me: Principal, bookingId: number, review: WriteReviewDto): Promise<MyReviewDto> {
    return this.database.transaction(async (tx) => {
      const [written] = await tx.rows<MyReviewRow>(WRITE, this.values(me, bookingId, review));
      if (!written) throw writeRefusalOf(await this.situation(tx, bookingId), me.id);
      await this.outbox.record(tx, {
        ...{ type: 'review.created', subjectKind: 'review', subjectId: written.id },
        actor: { id: null, role: 'client' },
        data: { coach_id: written.coach_id },
      });
      return shownToWriter(written);
    });
  }

  /** The errors of changeRefusalOf. */
  async change(me: Principal, bookingId: number, review: WriteReviewDto): Promise<MyReviewDto> {
    const [changed] = await this.database.rows<MyReviewRow>(CHANGE, this.values(me, bookingId, review));
    if (!changed) throw changeRefusalOf(await this.situation(this.database, bookingId), me.id, 'change');
    return shownToWriter(changed);
  }

  /** The errors of changeRefusalOf. */
  async delete(me: Principal, bookingId: number): Promise<void> {
    const deleted = await this.database.rows(DELETE, [bookingId, me.id, this.clock.now()]);
    if (deleted.length === 0) {
      throw changeRefusalOf(await this.situation(this.database, bookingId), me.id, 'delete');
    }
  }

  private values(me: Principal, bookingId: number, review: WriteReviewDto): unknown[] {
    const { rating, text, show_name, on_account_deletion } = review;
    return [bookingId, me.id, this.clock.now(), rating, text, show_name, on_account_deletion];
  }

  private async situation(db: Rows, bookingId: number): Promise<ReviewSituation | undefined> {
    const [situation] = await db.rows<ReviewSituation>(SITUATION, [bookingId]);
    return situation;
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { CoachesService } from '../bookings/coaches.service.js';
import { Database } from '../database/database.js';
import type { NewEvent } from '../outbox/events.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page, TimePageQuery } from '../wire/lists/paging.js';
import { AlreadyReportedError, ReviewNotFoundError } from './domain/review-errors.js';
import type { ReviewDto } from './dto/reviews.dto.js';
import { REVIEW_COLUMNS, type ReviewRow, shownToAll } from './review-columns.js';

const NEWEST: Order<ReviewRow> = {
  key: 'r.created_at',
  id: 'r.id',
  direction: 'DESC',
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

/** Locks the coach before the review, as their deletion does. */
const OWN = `
  WITH coach AS MATERIALIZED (
    SELECT id FROM users WHERE id = $2 AND deleted_at IS NULL FOR KEY SHARE
  ), before AS MATERIALIZED (
    SELECT r.id, r.reply FROM coach, reviews r WHERE r.id = $1 AND r.coach_id = coach.id AND r.status = 'published' FOR UPDATE OF r
  )`;

const REPLY = `
  ${OWN}
  UPDATE reviews r SET reply = $3, replied_at = CASE r.reply WHEN $3 THEN r.replied_at ELSE $4 END
    FROM before WHERE r.id = before.id RETURNING ${REVIEW_COLUMNS}, before.reply IS NULL AS is_first`;

/** An earlier decision of an admin does not answer the report. */
const REPORT = `
  ${OWN}
  UPDATE reviews r SET report_reason = $3, reported_at = $4, decided_at = NULL, decision_reason = NULL
    FROM before WHERE r.id = before.id AND r.report_reason IS NULL RETURNING r.id`;

const PUBLISHED = `SELECT FROM reviews WHERE id = $1 AND coach_id = $2 AND status = 'published'`;

/** What is said of coaches, and what they answer. */
@Injectable()
export class CoachReviewsService {
  constructor(
    private readonly database: Database,
    private readonly coaches: CoachesService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The newest first. CoachNotFoundError when clients cannot book the coach. */
  async list(coachId: number, query: TimePageQuery): Promise<Page<ReviewDto>> {
    const list = new KeysetList(NEWEST, query, 'reviews r');
    const coach = list.parameter(coachId);
    list.where(`r.coach_id = ${coach} AND r.status = 'published'`);
    list.where(`EXISTS (SELECT FROM users u WHERE u.id = ${coach} AND ${this.coaches.bookable})`);
    const page = await list.page(this.database, (rest) => `SELECT ${REVIEW_COLUMNS} FROM reviews r ${rest}`);
    if (page.items.length === 0 && !query.cursor) await this.coaches.find(coachId);
    return page.map(shownToAll);
  }

  /** Writes or changes the one reply of a coach. ReviewNotFoundError also for another coach's review. */
  reply(me: Principal, coachId: number, id: number, text: string): Promise<ReviewDto> {
    this.assertOwn(me, coachId);
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<ReviewRow & { is_first: boolean }>(REPLY, [id, me.id, text, this.clock.now()]);
      if (!row) throw new ReviewNotFoundError();
      const { is_first, ...review } = row;
      if (is_first) await this.outbox.record(tx, eventOf('review.replied', me, id));
      return shownToAll(review);
    });
  }

  /** Asks admins to look at a review, once. ReviewNotFoundError, AlreadyReportedError. */
  async report(me: Principal, coachId: number, id: number, reason: string): Promise<void> {
    this.assertOwn(me, coachId);
    await this.database.transaction(async (tx) => {
      const [reported] = await tx.rows(REPORT, [id, me.id, reason, this.clock.now()]);
      if (!reported) {
        const [published] = await tx.rows(PUBLISHED, [id, me.id]);
        throw published ? new AlreadyReportedError() : new ReviewNotFoundError();
      }
      await this.outbox.record(tx, eventOf('review.reported', me, id));
    });
  }

  /** The address names the coach: another one's is not theirs. */
  private assertOwn(me: Principal, coachId: number): void {
    if (me.id !== coachId) throw new ReviewNotFoundError();
  }
}

const eventOf = (type: 'review.replied' | 'review.reported', { id, role }: Principal, reviewId: number): NewEvent => ({
  ...{ type, subjectKind: 'review', subjectId: reviewId, actor: { id, role }, data: { coach_id: id } },
});

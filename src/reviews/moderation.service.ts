import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { actorText } from '../database/acting.js';
import { Database } from '../database/database.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import type { KeptStatus } from './domain/review.js';
import { ReviewNotFoundError } from './domain/review-errors.js';
import type { AllReviewsQuery, DecideOnReviewDto } from './dto/review-requests.dto.js';
import type { AdminReviewDto } from './dto/reviews.dto.js';
import { ADMIN_COLUMNS, type AdminReviewRow, shownToAdmins } from './review-columns.js';

const NEWEST: Order<AdminReviewRow> = {
  key: 'r.created_at',
  id: 'r.id',
  direction: 'DESC',
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

/** Locks the coach, whose rating the trigger counts, before the review. The admin audit asks who acts. */
const DECIDE = `
  WITH coach AS MATERIALIZED (
    SELECT id, set_config('app.actor', $5, true) FROM users WHERE id = (SELECT coach_id FROM reviews WHERE id = $1)
       FOR NO KEY UPDATE
  ), before AS MATERIALIZED (
    SELECT r.id, r.status FROM coach, reviews r WHERE r.id = $1 AND r.status <> 'deleted' FOR UPDATE OF r
  )
  UPDATE reviews r SET status = $2, decision_reason = $3, decided_at = $4
    FROM before WHERE r.id = before.id RETURNING ${ADMIN_COLUMNS}, before.status AS status_before`;

/** How admins look after reviews. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The newest first. What its writer deleted is not there. */
  async list({ status, reported, ...query }: AllReviewsQuery): Promise<Page<AdminReviewDto>> {
    const list = new KeysetList(NEWEST, query, 'reviews r');
    list.where(status === undefined ? `r.status <> 'deleted'` : `r.status = ${list.parameter(status)}`);
    if (reported !== undefined) {
      const waits = '(r.reported_at IS NOT NULL AND r.decided_at IS NULL)';
      list.where(reported ? waits : `NOT ${waits}`);
    }
    const page = await list.page(this.database, (rest) => `SELECT ${ADMIN_COLUMNS} FROM reviews r ${rest}`);
    return page.map(shownToAdmins);
  }

  /** Removes a review, shows it again, or leaves it as it is; this answers its report. ReviewNotFoundError. */
  decide(me: Principal, id: number, decision: DecideOnReviewDto): Promise<AdminReviewDto> {
    const { status, reason = null } = decision;
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<AdminReviewRow & { status_before: KeptStatus }>(DECIDE, [
        ...[id, status, reason, this.clock.now(), actorText(me)],
      ]);
      if (!row) throw new ReviewNotFoundError();
      const { status_before: before, ...review } = row;
      if (status === 'removed' && before === 'published') {
        await this.outbox.record(tx, {
          ...{ type: 'review.removed', subjectKind: 'review', subjectId: id, actor: { id: me.id, role: me.role } },
          data: { coach_id: review.coach_id },
        });
      }
      return shownToAdmins(review);
    });
  }
}

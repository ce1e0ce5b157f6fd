import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { type Acting, asActor } from '../database/acting.js';
import { Database, type Handle, type Transaction } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import { type Page, wholePageOf } from '../wire/lists/paging.js';
import { isBlank, isStorable } from '../wire/fields/text.js';
import { Clock } from '../time/clock.js';
import type { FeedbackDto, FeedbackQuery, LeaveFeedbackDto } from './dto/feedback.dto.js';
import { FeedbackNotFoundError } from './feedback-errors.js';
import { Feedback, type FeedbackStatus } from './feedback.entity.js';

const MAX_USER_AGENT = 500;

/** The columns of a FeedbackDto; `f` is the alias of the table. */
const FEEDBACK_COLUMNS = `
  f.id, f.user_id, f.message, f.name, f.email, f.is_anonymous, f.page_url, f.user_agent, f.status, f.created_at,
  f.updated_at`;

const COLUMNS = 'user_id, name, email, message, is_anonymous, page_url, user_agent';

/** Locks the account: a deletion at the same time would otherwise miss the new row. */
const FROM_USER = `
  INSERT INTO feedback AS f (${COLUMNS})
  SELECT u.id, u.full_name, u.email, $2, false, $3, $4 FROM users u WHERE u.id = $1 AND u.is_active FOR KEY SHARE
  RETURNING ${FEEDBACK_COLUMNS}`;

const FROM_GUEST = `
  INSERT INTO feedback AS f (${COLUMNS}) VALUES (NULL, $1, $2, $3, $4, $5, $6) RETURNING ${FEEDBACK_COLUMNS}`;

const ONE = `SELECT ${FEEDBACK_COLUMNS} FROM feedback f WHERE f.id = $1`;

const NEWEST: Order<FeedbackDto> = {
  key: 'f.created_at',
  id: 'f.id',
  direction: 'DESC',
  cursorOf: (feedback) => ({ value: feedback.created_at, id: feedback.id }),
};

/** Messages about the platform, and their status. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Stores the message of a user, or of a guest when `userId` is null. An anonymous message names nobody. */
  async leave(
    db: Handle,
    userId: number | null,
    said: LeaveFeedbackDto,
    userAgent: string | undefined,
  ): Promise<FeedbackDto> {
    const { message, name = null, email = null, is_anonymous, page_url = null } = said;
    const agent = storable(userAgent);
    if (userId !== null && !is_anonymous) {
      const [feedback] = await db.rows<FeedbackDto>(FROM_USER, [userId, message, page_url, agent]);
      if (feedback) return feedback;
      // The user was deactivated or deleted a moment ago, and counts as a guest.
    }
    const named = is_anonymous || userId !== null ? [null, null] : [name, email];
    return db.one<FeedbackDto>(FROM_GUEST, [...named, message, is_anonymous, page_url, agent]);
  }

  /** Newest first. */
  list(query: FeedbackQuery): Promise<Page<FeedbackDto>> {
    const list = new KeysetList(NEWEST, query, 'feedback f');
    const skip = list.parameter(query.cursor ? 0 : query.skip);
    return list.page(
      this.database,
      (rest) => `SELECT ${FEEDBACK_COLUMNS} FROM feedback f ${rest} OFFSET ${skip}`,
      wholePageOf,
    );
  }

  /** Asking for the current status changes nothing. Throws FeedbackNotFoundError when no message has this id. */
  async change(me: Acting, id: number, status: FeedbackStatus | undefined): Promise<FeedbackDto> {
    if (status !== undefined) {
      const changed = { status, updatedAt: this.clock.now() };
      await asActor(this.database, me, (db) => db.repository(Feedback).update({ id, status: Not(status) }, changed));
    }
    const [feedback] = await this.database.rows<FeedbackDto>(ONE, [id]);
    if (!feedback) throw new FeedbackNotFoundError();
    return feedback;
  }

  /** Keeps the messages of a user, without all that leads to them. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx
      .repository(Feedback)
      .update({ userId }, { userId: null, name: null, email: null, pageUrl: null, userAgent: null });
  }
}

/** A header may hold any bytes. One that PostgreSQL cannot store is dropped, not refused. */
function storable(userAgent = ''): string | null {
  const cut = [...userAgent].slice(0, MAX_USER_AGENT).join('');
  return isStorable(cut) && !isBlank(cut) ? cut : null;
}

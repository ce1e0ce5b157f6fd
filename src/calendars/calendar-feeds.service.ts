import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { Database, type Transaction } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page, TimePageQuery } from '../wire/lists/paging.js';
import { CalendarFeed, type Detail } from './calendar-feed.entity.js';
import { CalendarNotFoundError, TooManyCalendarsError } from './calendar-errors.js';
import type { CalendarFeedDto } from './dto/calendar-feeds.dto.js';
import { hashOf, newSecret } from './feed-secret.js';

const COLUMNS = 'f.id, f.detail, f.created_at';

/** Feeds of one user are made one after another, and not while the user is deleted. */
const LOCK = `SELECT id FROM users WHERE id = $1 AND is_active FOR NO KEY UPDATE`;

/** Takes the first of the ten numbers that is free. */
const MAKE = `
  INSERT INTO calendar_feeds AS f (user_id, number, detail, secret_hash, created_at)
  SELECT $1, number, $2, $3, $4 FROM generate_series(1, 10) number
   WHERE NOT EXISTS (SELECT FROM calendar_feeds taken WHERE taken.user_id = $1 AND taken.number = number.number)
   ORDER BY number LIMIT 1
  RETURNING ${COLUMNS}`;

const OLDEST: Order<CalendarFeedDto> = {
  key: 'f.created_at',
  id: 'f.id',
  direction: 'ASC',
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

/** A new feed and its secret, which cannot be read again. */
export type NewFeed = CalendarFeedDto & { readonly secret: string };

/** The addresses at which somebody subscribes to the sessions of a user. Every method takes the user's id. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** TooManyCalendarsError for the eleventh. */
  make(userId: number, detail: Detail): Promise<NewFeed> {
    const secret = newSecret();
    return this.database.transaction(async (tx) => {
      const [user] = await tx.rows(LOCK, [userId]);
      if (!user) throw new UnauthenticatedError();
      const values = [userId, detail, hashOf(secret), this.clock.now()];
      const [feed] = await tx.rows<CalendarFeedDto>(MAKE, values);
      if (!feed) throw new TooManyCalendarsError();
      return { ...feed, secret };
    });
  }

  /** The oldest first. */
  list(userId: number, query: TimePageQuery): Promise<Page<CalendarFeedDto>> {
    const list = new KeysetList(OLDEST, query, 'calendar_feeds f');
    list.where(`f.user_id = ${list.parameter(userId)}`);
    return list.page(this.database, (rest) => `SELECT ${COLUMNS} FROM calendar_feeds f ${rest}`);
  }

  /** Its address shows nothing from now on. */
  async remove(userId: number, id: number): Promise<void> {
    const { affected } = await this.database.repository(CalendarFeed).delete({ id, userId });
    if (affected === 0) throw new CalendarNotFoundError();
  }

  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(CalendarFeed).delete({ userId });
  }
}

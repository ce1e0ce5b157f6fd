import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import type { BookingMessage } from './domain/telling.js';
import { ACCOUNT_MESSAGES, type AccountMessage } from './domain/account-telling.js';
import { type AttendanceMessage, isAttendanceMessage } from './domain/attendance-telling.js';
import { hidesSession, isReviewMessage, type ReviewMessage } from './domain/review-telling.js';
import { isPaymentMessage, type PaymentMessage } from './payments/domain/payment-telling.js';
import { WAIT_MESSAGES, type WaitMessage } from './domain/wait-telling.js';
import type { NotificationDto, NotificationsQuery } from './dto/notification.dto.js';
import type { Locale, Reader, Words } from './messages/facts.js';
import { wordsOf } from './messages/messages.js';
import { NotificationNotFoundError } from './notification-errors.js';
import { readerOf } from './readers.service.js';
import {
  attendanceFactsOf,
  type AttendanceRow,
  FACTS_COLUMNS,
  FACTS_JOINS,
  factsOf,
  paymentFactsOf,
  type PaymentRow,
  type FactsRow,
  reviewFactsOf,
  type ReviewRow,
  waitFactsOf,
  type WaitRow,
} from './session-facts.js';

/** Notifications `n` with all that their words need. */
const select = (notifications: string, sorted: string) => `
  SELECT n.id::float8 AS id, n.user_id, n.message, n.created_at, n.read_at,
         me.full_name AS name, me.role, me.locale, me.time_zone AS zone, mine.time_zone AS schedule_zone, ${FACTS_COLUMNS}
    FROM ${notifications}
    JOIN users me ON me.id = n.user_id
    LEFT JOIN schedules mine ON mine.coach_id = n.user_id
    JOIN events e ON e.id = n.event_id ${FACTS_JOINS} ${sorted}`;

const MOST_AT_ONCE = 100;
/** Of the users `$1` those after the ids `$2`, oldest first. */
const AFTER = select(
  `unnest($1::integer[], $2::bigint[]) AS open (user_id, after)
   CROSS JOIN LATERAL (
     SELECT * FROM notifications WHERE user_id = open.user_id AND id > open.after ORDER BY id LIMIT ${MOST_AT_ONCE}) n`,
  'ORDER BY n.id',
);

const LATEST = `SELECT coalesce(max(id), 0)::float8 AS id FROM notifications WHERE user_id = $1`;
const UNREAD = `SELECT count(*)::integer AS count FROM notifications WHERE user_id = $1 AND read_at IS NULL`;
const READ = `UPDATE notifications SET read_at = coalesce(read_at, $3) WHERE id = $1 AND user_id = $2 RETURNING id`;
const READ_ALL = `UPDATE notifications SET read_at = $2 WHERE user_id = $1 AND read_at IS NULL`;

interface Row extends Omit<FactsRow, 'booking_id'>, Omit<WaitRow, 'booking_id' | 'waitlist_entry_id'> {
  readonly booking_id: number | null;
  readonly waitlist_entry_id: number | null;
  readonly id: number;
  readonly user_id: number;
  readonly review_id: number | null;
  readonly shown_name: string | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly to_attendance: AttendanceRow['to_attendance'] | null;
  readonly message: BookingMessage | WaitMessage | AccountMessage | ReviewMessage | AttendanceMessage | PaymentMessage;
  readonly created_at: string;
  readonly read_at: string | null;
  readonly name: string;
  readonly role: Reader['role'];
  readonly locale: Locale;
  readonly zone: string | null;
  readonly schedule_zone: string | null;
}

/** The newest first. */
const NEWEST: Order<Row> = {
  key: 'n.id',
  keyOf: (value) => `${value}::bigint`,
  id: 'n.id',
  direction: 'DESC',
  cursorOf: ({ id }) => ({ value: String(id), id }),
};

/** A notification of a user. */
export interface Told {
  readonly userId: number;
  readonly notification: NotificationDto;
}

/** What happened to a user's bookings, in their language and time zone as they are when it is read. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(userId: number, query: NotificationsQuery): Promise<Page<NotificationDto>> {
    const list = new KeysetList(NEWEST, query, 'notifications n');
    list.where(`n.user_id = ${list.parameter(userId)}`);
    const page = await list.page(this.database, (rest, sorted) =>
      select(`(SELECT * FROM notifications n ${rest}) n`, sorted),
    );
    return page.map(shown);
  }

  async countUnread(userId: number): Promise<number> {
    const { count } = await this.database.one<{ count: number }>(UNREAD, [userId]);
    return count;
  }

  /** NotificationNotFoundError when there is none, or it is another's. Reading it again changes nothing. */
  async read(userId: number, id: number): Promise<void> {
    const read = await this.database.rows(READ, [id, userId, this.clock.now()]);
    if (read.length === 0) throw new NotificationNotFoundError();
  }

  async readAll(userId: number): Promise<void> {
    await this.database.rows(READ_ALL, [userId, this.clock.now()]);
  }

  /** The id of the newest; 0 when there is none. */
  async latest(userId: number): Promise<number> {
    const { id } = await this.database.one<{ id: number }>(LATEST, [userId]);
    return id;
  }

  /** What came after an id, for several users, oldest first. Of one user a hundred at most: ask again. */
  async after(ids: ReadonlyMap<number, number>): Promise<Told[]> {
    const rows = await this.database.rows<Row>(AFTER, [[...ids.keys()], [...ids.values()]]);
    return rows.map((row) => ({ userId: row.user_id, notification: shown(row) }));
  }
}

function shown(row: Row): NotificationDto {
  const { id, message, waitlist_entry_id, review_id, read_at, created_at } = row;
  const { title, body } = wordsIn(row);
  const booking_id = isReviewMessage(message) && hidesSession(message) ? null : row.booking_id;
  const about = { booking_id, waitlist_entry_id, review_id };
  return { id, type: message, title, body: body[0] ?? '', ...about, read_at, created_at };
}

function wordsIn(row: Row): Words {
  const { message, schedule_zone: scheduleZone, coach_zone } = row;
  const reader = readerOf({ ...row, scheduleZone }, coach_zone);
  if (isOfAccount(message)) return wordsOf(message, reader, { until: new Date(row.offer_ends_at ?? 0), url: null });
  if (isAttendanceMessage(message)) return wordsOf(message, reader, attendanceFactsOf(row as AttendanceRow));
  if (isPaymentMessage(message)) return wordsOf(message, reader, paymentFactsOf(row as PaymentRow));
  if (isReviewMessage(message)) return wordsOf(message, reader, reviewFactsOf(row as ReviewRow));
  return isOfWaitlist(message)
    ? wordsOf(message, reader, waitFactsOf(row as WaitRow))
    : wordsOf(message, reader, factsOf(row as FactsRow));
}

const isOfWaitlist = (message: Row['message']): message is WaitMessage =>
  WAIT_MESSAGES.some((name) => name === message);

const isOfAccount = (message: Row['message']): message is AccountMessage =>
  ACCOUNT_MESSAGES.some((name) => name === message);

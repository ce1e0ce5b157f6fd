import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { Database, type Transaction } from '../../database/database.js';
import { KeysetList, type Order } from '../../wire/lists/keyset-list.js';
import type { LongTimePageQuery, Page } from '../../wire/lists/paging.js';
import { BookingsReaderService } from '../bookings-reader.service.js';
import type { HistoryEntryDto } from '../dto/booking-history.dto.js';

type HistoryRow = HistoryEntryDto & { readonly id: string };

const OLDEST: Order<HistoryRow> = {
  key: 'h.at',
  id: 'h.id',
  direction: 'ASC',
  cursorOf: ({ at, id }) => ({ value: at, id: Number(id) }),
};

/** `$2` is the booking. One that is older than its history has one entry more: when it was made. */
const ENTRIES = `(
  SELECT id, at, actor_role, actor_id, from_status, to_status, from_time, to_time, reason FROM booking_history WHERE booking_id = $2
  UNION ALL
  SELECT 0, b.created_at, 'client', b.client_id, NULL, 'pending', NULL,
         coalesce((SELECT from_time FROM booking_history WHERE booking_id = b.id ORDER BY id LIMIT 1), b.scheduled_at), NULL
    FROM bookings b
   WHERE b.id = $2 AND NOT EXISTS (SELECT FROM booking_history WHERE booking_id = b.id AND from_status IS NULL)) h`;

/** Reads who changed a booking, when, and from what to what. The database writes it. */
@Injectable()
export class BookingHistoryService {
  constructor(
    private readonly database: Database,
    private readonly reader: BookingsReaderService,
  ) {}

  /** The oldest entry first, for the parties of the booking. Errors: those of BookingsReaderService.find. */
  async list(reader: Principal, bookingId: number, query: LongTimePageQuery): Promise<Page<HistoryEntryDto>> {
    await this.reader.find(reader, bookingId);
    const list = new KeysetList(OLDEST, query, ENTRIES);
    list.parameter(bookingId);
    const page = await list.page(
      this.database,
      (rest, sorted) => `
        SELECT h.id, h.at, h.actor_role AS by, u.full_name AS by_name, h.from_status, h.to_status, h.from_time, h.to_time, h.reason
          FROM (SELECT * FROM ${ENTRIES} ${rest}) h LEFT JOIN users u ON u.id = h.actor_id ${sorted}`,
    );
    return page.map(({ id: _id, ...entry }) => entry);
  }

  /** Empties the reasons that a user wrote, also those of contests, and the notes of their bookings as a client. Their row is locked. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(
      `UPDATE booking_history SET reason = NULL WHERE actor_id = $1 AND reason IS NOT NULL
          AND booking_id IN (SELECT id FROM bookings WHERE client_id = $1 OR coach_id = $1)`,
      [userId],
    );
    await tx.rows(
      `UPDATE bookings SET notes = CASE WHEN client_id = $1 THEN NULL ELSE notes END,
              attendance_contest_reason = CASE WHEN client_id = $1 THEN NULL ELSE attendance_contest_reason END,
              cancel_reason = CASE WHEN cancelled_by = CASE client_id WHEN $1 THEN 'client' ELSE 'coach' END THEN NULL ELSE cancel_reason END
        WHERE (client_id = $1 OR coach_id = $1) AND num_nonnulls(notes, cancel_reason, attendance_contest_reason) > 0`,
      [userId],
    );
  }
}

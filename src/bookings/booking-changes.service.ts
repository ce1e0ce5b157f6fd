import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { actorText } from '../database/acting.js';
import { BOOKING_COLUMNS, type BookingRow, partiesOf, shownTo, stateOf, termsOf } from './booking-columns.js';
import { type BookingChange, changed, partyTo } from './domain/booking-change.js';
import { BookingNotFoundError } from './domain/booking-errors.js';
import { SESSION_MINUTES } from './domain/slot.js';
import type { BookingDto } from './dto/booking.dto.js';

/** `version` is another one after each change. */
export const READ_BOOKING = `
  SELECT ${BOOKING_COLUMNS}, b.xmin::text AS version FROM bookings b WHERE b.id = $1 AND b.kind = 'booking'`;

/** A booking as READ_BOOKING reads it. */
export type VersionedRow = BookingRow & { readonly version: string };

/**
 * Nothing, unless the booking is still what `$2` was read of. Writers of times take turns first; then both people are locked before
 * the booking, as a new booking and a deletion lock them: shared, so that only who deletes them or changes what they are has to wait.
 */
const SAVE = `
  WITH turn AS MATERIALIZED (
    SELECT bookings_begin(b.coach_id, b.client_id, $7) AS has_begun, set_config('app.actor', $11, true)
      FROM bookings b WHERE b.id = $1
  )
  UPDATE bookings b SET status = $3, scheduled_at = $4, ends_at = $5, notes = $6, updated_at = $7,
         cancelled_by = coalesce($8, b.cancelled_by), cancel_reason = coalesce($9, b.cancel_reason),
         is_late_cancellation = b.is_late_cancellation OR $10
    FROM turn WHERE b.id = $1 AND b.xmin = $2::xid AND turn.has_begun
  RETURNING ${BOOKING_COLUMNS}`;

/** Confirming, completing, cancelling; moving and notes by the coach. */
@Injectable()
export class BookingChangesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of changes that race each is decided on what the one before it left: who was overtaken reads and decides again. */
  async change(actor: Principal, id: number, change: BookingChange): Promise<BookingDto> {
    for (;;) {
      const { version, ...booking } = await this.read(id);
      const now = this.clock.now();
      const party = partyTo(partiesOf(booking), actor);
      const next = changed(stateOf(booking), change, termsOf(booking), party, now);
      if (next === null) return shownTo(actor, booking, now);
      const { status, scheduledAt, notes, cancelledBy, cancelReason, isLateCancellation } = next;
      const [saved] = await this.database.rows<BookingRow>(SAVE, [
        ...[id, version, status, scheduledAt, scheduledAt && endOf(booking, scheduledAt), notes, now],
        ...[cancelledBy, cancelReason, isLateCancellation, actorText({ ...actor, role: party })],
      ]);
      if (saved) return shownTo(actor, saved, now);
    }
  }

  async read(id: number): Promise<VersionedRow> {
    const [read] = await this.database.rows<VersionedRow>(READ_BOOKING, [id]);
    if (!read) throw new BookingNotFoundError();
    return read;
  }
}

/** A booking keeps its length. */
export function endOf({ scheduled_at, ends_at }: BookingRow, start: Date): Date {
  const length =
    scheduled_at === null || ends_at === null
      ? SESSION_MINUTES * 60_000
      : Date.parse(ends_at) - Date.parse(scheduled_at);
  return new Date(start.getTime() + length);
}

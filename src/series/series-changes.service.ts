import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { stateOf, termsOf } from '../bookings/booking-columns.js';
import { changed } from '../bookings/domain/booking-change.js';
import { BookingNotFoundError } from '../bookings/domain/booking-errors.js';
import { type BookingParty, isActive } from '../bookings/domain/booking-status.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import type { SeriesDto } from './dto/series.dto.js';
import { SeriesReaderService } from './series-reader.service.js';
import { type OccurrenceRow, partyIn } from './series-rows.js';
import { lockOccurrences, takeTurn } from './series-turn.js';

const CONFIRM = `UPDATE bookings SET status = 'confirmed', updated_at = $2 WHERE id = ANY ($1::integer[])`;
const CANCEL = `
  UPDATE bookings b SET status = 'cancelled', cancelled_by = $3, cancel_reason = $4, is_late_cancellation = c.is_late, updated_at = $5
    FROM unnest($1::integer[], $2::boolean[]) AS c (id, is_late) WHERE b.id = c.id`;

/** From which booking on, and why. */
export interface Cancellation {
  /** Null: all that have not started. */
  readonly from: number | null;
  readonly reason: string | null;
}

/** Confirms and cancels many sessions of a series at once, each by the rules of single bookings. */
@Injectable()
export class SeriesChangesService {
  constructor(
    private readonly database: Database,
    private readonly reader: SeriesReaderService,
    private readonly clock: Clock,
  ) {}

  /** All that are pending, need not be paid first and have not started. Errors: those of SeriesReaderService.read. */
  async confirm(coach: Principal, id: number): Promise<SeriesDto> {
    const series = await this.reader.read(coach, id);
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await takeTurn(tx, series, { id: coach.id, role: 'coach' }, now);
      const pending = (await lockOccurrences(tx, id)).filter(
        (row) => row.status === 'pending' && row.pay_until === null && !hasStarted(row, now),
      );
      await tx.rows(CONFIRM, [pending.map((row) => row.id), now]);
    });
    return this.reader.find(coach, id);
  }

  /** This one and all later ones. Moreover BookingNotFoundError, and AlreadyStartedError for a client who is too late. */
  async cancel(actor: Principal, id: number, { from, reason }: Cancellation): Promise<SeriesDto> {
    const series = await this.reader.read(actor, id);
    const party = partyIn(series, actor);
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await takeTurn(tx, series, { ...actor, role: party }, now);
      const ending = endingOf(await lockOccurrences(tx, id), from, now);
      const late = ending.map((row) => isLate(row, party, now));
      await tx.rows(CANCEL, [ending.map((row) => row.id), late, party, reason, now]);
    });
    return this.reader.find(actor, id);
  }
}

const hasStarted = ({ scheduled_at }: OccurrenceRow, now: Date) => new Date(scheduled_at) <= now;

/** Sessions that have started stay, except the one that is named: that is decided as if it were cancelled by itself. */
function endingOf(rows: readonly OccurrenceRow[], from: number | null, now: Date): OccurrenceRow[] {
  const first = from === null ? 0 : rows.findIndex((row) => row.id === from);
  if (first === -1) throw new BookingNotFoundError();
  return rows.slice(first).filter((row) => isActive(row.status) && (row.id === from || !hasStarted(row, now)));
}

function isLate(row: OccurrenceRow, party: BookingParty, now: Date): boolean {
  return changed(stateOf(row), { status: 'cancelled' }, termsOf(row), party, now)?.isLateCancellation ?? false;
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import type { Length } from '../../availability/domain/free-times.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { actorText } from '../../database/acting.js';
import { BOOKING_COLUMNS, type BookingRow, partiesOf, shownTo, stateOf, termsOf } from '../booking-columns.js';
import { BookingChangesService, endOf, type VersionedRow } from '../booking-changes.service.js';
import { BookingsBusyError, CoachNotFoundError } from '../domain/booking-errors.js';
import { assertMovable } from '../domain/booking-move.js';
import { partyTo } from '../domain/booking-change.js';
import { CONFLICTS, MOVING_CLIENTS } from '../domain/time-refusal.js';
import type { BookingParty } from '../domain/booking-status.js';
import type { BookingDto } from '../dto/booking.dto.js';
import { boundsCall, boundsOfMove, boundsValues, isOneDay, UNBOUND } from './claim.js';
import { SituationsService } from './situations.service.js';
import { TimeBookingsService } from './time-bookings.service.js';

const ATTEMPTS = 5;

/** The claim locks people and booking, and says no when the booking is not what `$2` was read of. */
const MOVE = `
  WITH turn AS MATERIALIZED (
    SELECT set_config('app.actor', $3, true),
           bookings_claim(coach => b.coach_id, client => b.client_id, starts => $4, ends => $5, before => b.buffer_before,
                          after => b.buffer_after, moved => b.id, is_own => $8, at => $7, ${boundsCall(9)},
                          version => $2::xid) AS is_free
      FROM bookings b WHERE b.id = $1
  )
  UPDATE bookings b SET scheduled_at = $4, ends_at = $5, status = $6::booking_status, updated_at = $7
    FROM turn WHERE b.id = $1 AND b.xmin = $2::xid AND turn.is_free
  RETURNING ${BOOKING_COLUMNS}`;

/** Moving a booking to another time. */
@Injectable()
export class MovesService {
  constructor(
    private readonly database: Database,
    private readonly changes: BookingChangesService,
    private readonly times: TimeBookingsService,
    private readonly situations: SituationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Of moves that race each is decided on what the one before it left. Errors: those of assertMovable, CoachNotFoundError and
   * TimeNotFreeError.
   */
  async move(actor: Principal, id: number, start: Date): Promise<BookingDto> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { version, ...booking } = await this.changes.read(id);
      const party = partyTo(partiesOf(booking), actor);
      assertMovable(stateOf(booking), termsOf(booking), party, this.clock.now());
      if (booking.scheduled_at !== null && Date.parse(booking.scheduled_at) === start.getTime()) {
        return shownTo(actor, booking, this.clock.now());
      }
      const moved = await this.saved(actor, party, { ...booking, version }, start);
      if (moved) return shownTo(actor, moved, this.clock.now());
    }
    throw new BookingsBusyError();
  }

  private async saved(
    actor: Principal,
    party: BookingParty,
    booking: VersionedRow,
    start: Date,
  ): Promise<BookingRow | undefined> {
    const { id, coach_id: coachId, client_id: clientId, slot_number } = booking;
    const asked = { coachId, clientId, sessionTypeId: null, movedBookingIds: [id], isOwn: party === 'client' };
    const question = this.times.questionAt(start, asked);
    const situation = await this.situations.loadAny(this.database, question);
    // Nobody would confirm it.
    if (!situation || (party === 'client' && !situation.is_bookable)) throw new CoachNotFoundError();
    const isBound = party === 'client' && slot_number === null;
    const staysOnDay = isOneDay(situation.time_zone, booking.scheduled_at, start);
    const binding = MOVING_CLIENTS.filter((reason) => !staysOnDay || reason !== 'daily-limit');
    this.situations.assertFree(situation, question, lengthOf(booking), start, isBound ? binding : CONFLICTS);
    const bounds = isBound ? boundsOfMove(situation, start, staysOnDay) : UNBOUND;
    const isUnpaid = booking.pay_until !== null;
    const isPending = party === 'client' && (isUnpaid || !(isBound && situation.auto_confirm));
    const [saved] = await this.database.rows<BookingRow>(MOVE, [
      ...[id, booking.version, actorText({ ...actor, role: party }), start, endOf(booking, start)],
      ...[isPending ? 'pending' : party === 'client' ? 'confirmed' : booking.status, question.now, question.isOwn],
      ...boundsValues(bounds),
    ]);
    return saved;
  }
}

function lengthOf(booking: BookingRow): Length {
  const minutes = endOf(booking, new Date(0)).getTime() / 60_000;
  return { minutes: Math.ceil(minutes), before: booking.buffer_before, after: booking.buffer_after };
}

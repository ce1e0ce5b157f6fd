import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { BOOKING_COLUMNS, type BookingRow, partiesOf, shownTo } from '../bookings/booking-columns.js';
import { BookingChangesService } from '../bookings/booking-changes.service.js';
import { partyTo } from '../bookings/domain/booking-change.js';
import type { BookingDto } from '../bookings/dto/booking.dto.js';
import { actorText } from '../database/acting.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import type { IN_PERSON } from './dto/checkouts.dto.js';
import { NotPaidInPersonError } from './payment-errors.js';

type Outcome = (typeof IN_PERSON)[number];

const STATUS_AFTER = { received: 'paid', waived: 'waived', due: 'due' } as const;

/** What is due after a fee was waived by hand is the price once more. Nothing when it is not paid in person. */
const SETTLE = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $4, true))
  UPDATE bookings b SET payment_status = $2, updated_at = $3,
         payment_minor = CASE WHEN $2 = 'waived' THEN 0 WHEN b.payment_status = 'waived' THEN b.price_minor ELSE b.payment_minor END
    FROM actor WHERE b.id = $1 AND b.payment_method = 'at_session'
  RETURNING ${BOOKING_COLUMNS}`;

/** What clients pay at the session, as its coach says. */
@Injectable()
export class InPersonService {
  constructor(
    private readonly database: Database,
    private readonly changes: BookingChangesService,
    private readonly clock: Clock,
  ) {}

  /** BookingNotFoundError, NotYourBookingError, NotPaidInPersonError. */
  async settle(actor: Principal, id: number, outcome: Outcome): Promise<BookingDto> {
    const party = partyTo(partiesOf(await this.changes.read(id)), actor);
    const now = this.clock.now();
    const values = [id, STATUS_AFTER[outcome], now, actorText({ ...actor, role: party })];
    const [settled] = await this.database.rows<BookingRow>(SETTLE, values);
    if (!settled) throw new NotPaidInPersonError();
    return shownTo(actor, settled, now);
  }
}

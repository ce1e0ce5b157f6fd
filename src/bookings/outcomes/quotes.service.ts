import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { Clock } from '../../time/clock.js';
import { partiesOf, stateOf, termsOf } from '../booking-columns.js';
import { BookingChangesService } from '../booking-changes.service.js';
import { changed, minutesBefore, partyTo } from '../domain/booking-change.js';
import { InvalidTransitionError } from '../domain/booking-errors.js';
import { type CancellationQuote, chargeOf, quoteOf } from './domain/cancellation-quote.js';

/** What a cancellation costs, before it is asked for. */
@Injectable()
export class QuotesService {
  constructor(
    private readonly changes: BookingChangesService,
    private readonly clock: Clock,
  ) {}

  /** The errors of the cancellation itself; InvalidTransitionError for what is cancelled already. */
  async quote(actor: Principal, id: number): Promise<CancellationQuote> {
    const booking = await this.changes.read(id);
    const [now, state, terms] = [this.clock.now(), stateOf(booking), termsOf(booking)];
    const party = partyTo(partiesOf(booking), actor);
    const cancelled = changed(state, { status: 'cancelled' }, terms, party, now);
    if (cancelled === null) throw new InvalidTransitionError('cancelled', 'cancelled');
    const { scheduledAt } = state;
    const freeUntil = scheduledAt && minutesBefore(scheduledAt, terms.cancelNoticeMinutes);
    const byCredit = booking.payment_method === 'credit';
    const { isLateCancellation: isLate } = cancelled;
    const policy = { freeUntil, isLate, latePercent: booking.late_cancellation_percent, byCredit };
    return quoteOf(policy, chargeOf(booking), party);
  }
}

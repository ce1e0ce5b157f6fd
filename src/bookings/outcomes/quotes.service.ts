import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { Clock } from '../../time/clock.js';
import { type BookingRow, partiesOf, stateOf, termsOf } from '../booking-columns.js';
import { BookingChangesService } from '../booking-changes.service.js';
import { changed, minutesBefore, partyTo } from '../domain/booking-change.js';
import { InvalidTransitionError } from '../domain/booking-errors.js';
import { type Amount, type CancellationQuote, quoteOf } from './domain/cancellation-quote.js';

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
    const policy = { freeUntil, latePercent: booking.late_cancellation_percent, byCredit };
    return quoteOf(policy, priceOf(booking), party, now);
  }
}

/** What its client owes or has paid; null when nothing is to be paid, as for what is not paid yet and takes its time only then. */
function priceOf(booking: BookingRow): Amount | null {
  const { payment_status, payment_method, pay_until, price_minor, currency } = booking;
  if (payment_method === 'credit') return null;
  if (price_minor === null || currency === null || payment_status === 'none' || pay_until !== null) return null;
  return { amount_minor: price_minor, currency };
}

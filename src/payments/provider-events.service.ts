import { Injectable, Logger } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { BookingDeskService } from '../bookings/booking-desk.service.js';
import { Database, type Transaction } from '../database/database.js';
import { isViolationOf } from '../database/postgres-errors.js';
import { DomainError } from '../domain-error.js';
import { Clock } from '../time/clock.js';
import { payPurchase } from './checkouts/purchase-payments.js';
import { fits, type PayableCheckout, type Told } from './told.js';
import { checkoutIn, refundIn } from './domain/references.js';
import { isSameAgain, requestAgain, type LapsedBooking } from './domain/lapsed.js';
import { PaymentEventsService } from './payment-events.service.js';
import { PaymentProvider, type ProviderEvent } from './providers/payment-provider.js';
import { BadSignatureError, ProviderNotFoundError } from './providers/provider-errors.js';
import { type Round, RefundRecordsService } from './refunds/refund-records.service.js';

/** Nothing when it came before. Another delivery at the same moment waits here until this one is committed, and then finds it. */
const RECEIVE = `
  INSERT INTO provider_events (provider, event_id, kind, received_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING event_id`;

/** Before any row is locked, as whoever books, changes or cancels does it: else two of them may wait for each other. */
const TAKE_TURN = `
  SELECT bookings_begin(coach_id, client_id, $3) FROM checkouts WHERE id = $1 AND provider = $2 AND booking_id IS NOT NULL`;

/** The booking is locked first, as its cancellation locks it. */
const LOCK_BOOKING = `
  SELECT b.id FROM bookings b WHERE b.id = (SELECT booking_id FROM checkouts WHERE id = $1 AND provider = $2) FOR NO KEY UPDATE`;

const CHECKOUT = `
  SELECT c.id, c.status, c.provider_ref, c.amount_minor, c.currency, c.booking_id, b.status AS booking_status, b.payment_status, b.cancelled_by,
         b.coach_id, b.client_id, b.session_type_id, b.group_session_id, b.scheduled_at, b.ends_at, b.notes
    FROM checkouts c JOIN bookings b ON b.id = c.booking_id WHERE c.id = $1 AND c.provider = $2 FOR UPDATE OF c`;

const PAID = `UPDATE checkouts SET status = $2, paid_at = $3, booking_id = $4 WHERE id = $1`;
const ENDED = `UPDATE checkouts SET status = 'ended' WHERE id = $1 AND provider = $2 AND provider_ref = $3 AND status = 'open'`;
const REFUND = `
  SELECT FROM refunds r JOIN checkouts c ON c.id = r.checkout_id
   WHERE r.id = $1 AND c.provider = $2 AND c.provider_ref = $3 AND r.amount_minor = $4 AND c.currency = $5`;

/** Confirms it where its coach confirms by themselves. */
const PAY_BOOKING = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', '', true))
  UPDATE bookings b SET payment_status = 'paid', pay_until = NULL, updated_at = $2,
         status = CASE WHEN (SELECT auto_confirm FROM schedules s WHERE s.coach_id = b.coach_id) AND b.scheduled_at > $2
                       THEN 'confirmed' ELSE b.status END
    FROM actor WHERE b.id = $1`;

/** Clients who were deactivated, deleted or blocked meanwhile, and sessions for which only credits pay by now. */
const REFUSED = ['bookings_client_active', 'bookings_client_not_blocked', 'bookings_have_credit'];

/** What came in belongs to the client until it pays for something. */
const CAME_IN = `
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  VALUES ($1, $2, $3, 'provider:' || $4::text, 'client:' || $5::integer, 'checkout:' || $6::integer || ':paid', $6)`;
const WENT_ON = `
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  VALUES ($1, $2, $3, 'client:' || $4::integer, 'coach:' || $5::integer, 'checkout:' || $6::integer || ':earned', $6)`;

interface PaidCheckout extends LapsedBooking, PayableCheckout {
  readonly id: number;
  readonly booking_id: number;
  readonly booking_status: string;
  readonly payment_status: string;
  readonly cancelled_by: string | null;
}

/** What providers tell us, whatever the order, and however often. Each event is one transaction. */
@Injectable()
export class ProviderEventsService {
  private readonly logger = new Logger(ProviderEventsService.name);

  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly desk: BookingDeskService,
    private readonly refunds: RefundRecordsService,
    private readonly events: PaymentEventsService,
    private readonly clock: Clock,
  ) {}

  /** `body`: the very bytes, which are signed. */
  async hear(name: string, headers: IncomingHttpHeaders, body: unknown): Promise<void> {
    if (name !== this.provider.name) throw new ProviderNotFoundError();
    if (!Buffer.isBuffer(body)) throw new BadSignatureError();
    await this.receive(name, await this.provider.parseWebhook(headers, body));
  }

  private async receive(provider: string, event: ProviderEvent): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const [isNew] = await tx.rows(RECEIVE, [provider, event.eventId, event.kind, now]);
      if (isNew) await this.act(tx, { provider, event, now });
    });
  }

  private async act(tx: Transaction, told: Told): Promise<void> {
    const { provider, event } = told;
    const { kind, reference, eventId } = event;
    const [checkoutId, refund] = [checkoutIn(reference), refundIn(reference)];
    if (kind === 'paid' && checkoutId !== null) await this.paid(tx, checkoutId, told);
    else if ((kind === 'failed' || kind === 'expired') && checkoutId !== null) {
      await tx.rows(ENDED, [checkoutId, provider, event.providerRef]);
    } else if ((kind === 'refunded' || kind === 'refund_failed') && refund !== null) {
      await this.returned(tx, refund, told);
    } else if (kind !== 'other') this.logger.warn(`${provider}: ${kind} of what is not ours: ${eventId}`);
  }

  private async returned(tx: Transaction, refund: Round, { provider, event, now }: Told): Promise<void> {
    const { kind, providerRef, amountMinor, currency } = event;
    const [fits] = await tx.rows(REFUND, [refund.id, provider, providerRef, amountMinor, currency]);
    if (!fits) this.logger.error(`${provider}: a refund that does not fit: event ${event.eventId}, ${refund.id}`);
    else if (kind === 'refunded') await this.refunds.done(tx, refund, now);
    else await this.refunds.failed(tx, refund, now);
  }

  private async paid(tx: Transaction, id: number, told: Told): Promise<void> {
    const { provider, event, now } = told;
    const purchase = await payPurchase(tx, this.refunds, id, told);
    if (purchase === 'paid') await this.events.record(tx, 'payment.received', id);
    if (purchase !== 'none') return;
    await tx.rows(TAKE_TURN, [id, provider, now]);
    await tx.rows(LOCK_BOOKING, [id, provider]);
    const [checkout] = await tx.rows<PaidCheckout>(CHECKOUT, [id, provider]);
    if (!checkout || !fits(checkout, event)) {
      this.logger.error(`${provider}: a payment that does not fit: event ${event.eventId}, checkout ${id}`);
      return;
    }
    if (checkout.status === 'paid' || checkout.status === 'returned') return;
    const { amount_minor: amount, currency, client_id: client, coach_id: coach } = checkout;
    await tx.rows(CAME_IN, [now, currency, amount, provider, client, id]);
    const bookingId = await this.bookingToPay(tx, checkout);
    const isOfUse = bookingId !== null;
    await tx.rows(PAID, [id, isOfUse ? 'paid' : 'returned', now, bookingId ?? checkout.booking_id]);
    if (!isOfUse) {
      await this.refunds.askInVain(tx, id, amount, now);
      return;
    }
    await tx.rows(WENT_ON, [now, currency, amount, client, coach, id]);
    await tx.rows(PAY_BOOKING, [bookingId, now]);
    await this.events.record(tx, 'payment.received', id);
  }

  /** The booking itself; when its time to pay is over, the same once more; null when that is taken, is or costs something else by now, or was given up. */
  private async bookingToPay(tx: Transaction, checkout: PaidCheckout): Promise<number | null> {
    if (checkout.payment_status === 'due') return checkout.booking_id;
    if (checkout.cancelled_by !== 'system' || checkout.payment_status !== 'none') return null;
    await tx.rows('SAVEPOINT again');
    try {
      const again = await this.desk.book(tx, checkout.client_id, requestAgain(checkout));
      if (isSameAgain(checkout, checkout, again)) return again.id;
    } catch (error) {
      if (!(error instanceof DomainError || REFUSED.some((constraint) => isViolationOf(constraint, error))))
        throw error;
    }
    await tx.rows('ROLLBACK TO SAVEPOINT again');
    return null;
  }
}

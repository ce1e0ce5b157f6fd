import { Injectable, Logger } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { partyTo } from '../../bookings/domain/booking-change.js';
import { BookingNotFoundError, NotYourBookingError } from '../../bookings/domain/booking-errors.js';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import type { CheckoutDto } from '../dto/checkouts.dto.js';
import { checkoutReference } from '../domain/references.js';
import type { PaymentMethod, PaymentStatus } from '../../bookings/payment/payment-states.js';
import { CheckoutUnavailableError, NothingToPayError } from '../payment-errors.js';
import { PaymentProvider } from '../providers/payment-provider.js';
import { ProviderError } from '../providers/provider-errors.js';

/** The lock makes two requests at once, and a cancellation, take turns. People are locked before bookings, as who deletes them does. */
const BOOKING = `
  WITH people AS MATERIALIZED (
    SELECT u.id FROM bookings b JOIN users u ON u.id IN (b.client_id, b.coach_id) WHERE b.id = $1 ORDER BY u.id FOR KEY SHARE OF u)
  SELECT b.coach_id, b.client_id, b.payment_status, b.payment_method, b.payment_minor AS amount_minor, b.currency, b.pay_until,
         b.session_type_name AS description
    FROM bookings b WHERE b.id = $1 AND b.kind = 'booking' AND (SELECT count(*) FROM people) > 0 FOR NO KEY UPDATE OF b`;

const OPEN = `SELECT id, url FROM checkouts WHERE booking_id = $1 AND status = 'open'`;

const MAKE = `
  INSERT INTO checkouts (booking_id, client_id, coach_id, provider, amount_minor, currency, pay_until, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, url`;

/** The page that was asked for first stays: both are the same, for they have the same reference. */
const KEEP_PAGE = `
  UPDATE checkouts SET provider_ref = coalesce(provider_ref, $2), url = coalesce(url, $3) WHERE id = $1 RETURNING url`;

interface Payable {
  readonly coach_id: number;
  readonly client_id: number;
  readonly payment_status: PaymentStatus;
  readonly payment_method: PaymentMethod | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly pay_until: string;
  readonly description: string;
}

interface Checkout {
  readonly id: number;
  readonly url: string | null;
}

/** Pages of the provider on which clients pay for bookings. */
@Injectable()
export class CheckoutsService {
  private readonly logger = new Logger(CheckoutsService.name);
  private readonly returnTo: string;

  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.returnTo = config.appUrl ?? '';
  }

  /**
   * The page for a booking of the client, the same one however often they ask. BookingNotFoundError, NotYourBookingError,
   * NothingToPayError; PaymentsOffError, CheckoutUnavailableError.
   */
  async open(client: Principal, bookingId: number): Promise<CheckoutDto> {
    const now = this.clock.now();
    const { booking, checkout } = await this.database.transaction(async (tx) => {
      const [found] = await tx.rows<Payable>(BOOKING, [bookingId]);
      if (!found) throw new BookingNotFoundError();
      assertPayable(found, client, now);
      const [open] = await tx.rows<Checkout>(OPEN, [bookingId]);
      return { booking: found, checkout: open ?? (await this.make(tx, bookingId, found, now)) };
    });
    const url = checkout.url ?? (await this.pageOf(checkout, booking, bookingId));
    return { checkout_url: url, pay_until: booking.pay_until };
  }

  private make(tx: Pick<Database, 'one'>, bookingId: number, booking: Payable, now: Date): Promise<Checkout> {
    const { client_id, coach_id, amount_minor, currency, pay_until } = booking;
    const values = [bookingId, client_id, coach_id, this.provider.name, amount_minor, currency, pay_until, now];
    return tx.one<Checkout>(MAKE, values);
  }

  private async pageOf({ id }: Checkout, booking: Payable, bookingId: number): Promise<string> {
    const back = (outcome: string) => `${this.returnTo}/bookings/${bookingId}?payment=${outcome}`;
    const { providerRef, url } = await this.provider
      .createCheckout({
        reference: checkoutReference(id),
        amountMinor: booking.amount_minor,
        currency: booking.currency,
        description: booking.description,
        successUrl: back('paid'),
        cancelUrl: back('abandoned'),
        expiresAt: new Date(booking.pay_until),
      })
      .catch((error: unknown) => {
        if (!(error instanceof ProviderError)) throw error;
        this.logger.warn(`No page for ${checkoutReference(id)}: ${error.message}`);
        throw new CheckoutUnavailableError();
      });
    const kept = await this.database.one<{ url: string }>(KEEP_PAGE, [id, providerRef, url]);
    return kept.url;
  }
}

function assertPayable(booking: Payable, client: Principal, now: Date): void {
  const parties = { coachId: booking.coach_id, clientId: booking.client_id };
  if (partyTo(parties, client) !== 'client') throw new NotYourBookingError();
  if (booking.payment_method !== 'card') throw new NothingToPayError();
  if (booking.payment_status !== 'due') throw new NothingToPayError('paid');
  if (new Date(booking.pay_until) <= now) throw new NothingToPayError('ended');
}

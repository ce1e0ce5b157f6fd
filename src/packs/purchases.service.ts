import { Injectable, Logger } from '@nestjs/common';
import { CoachesService } from '../bookings/coaches.service.js';
import { Config } from '../config/config.js';
import { BlockedError } from '../connections/connection-errors.js';
import { Database, type Handle } from '../database/database.js';
import { checkoutReference } from '../payments/domain/references.js';
import { CheckoutUnavailableError } from '../payments/payment-errors.js';
import { PaymentProvider } from '../payments/providers/payment-provider.js';
import { ProviderError } from '../payments/providers/provider-errors.js';
import { Clock } from '../time/clock.js';
import type { StartedPurchaseDto } from './dto/credits.dto.js';
import { PackNotFoundError } from './pack-errors.js';
import { sellable } from './sellable.js';

const MINUTES_TO_PAY = 30;

/**
 * A purchase and the checkout that it waits for, of one statement: none is without the other. Both people are locked before the pack, as
 * who deletes them does.
 */
const startOf = (bookable: string) => `
  WITH pack AS MATERIALIZED (
    SELECT p.*, EXISTS (SELECT FROM connections c WHERE c.coach_id = p.coach_id AND c.client_id = $2 AND c.blocked_at IS NOT NULL) AS is_blocked
      FROM users c, packs p JOIN users u ON u.id = p.coach_id
     WHERE p.id = $1 AND ${sellable('p')} AND ${bookable} AND c.id = $2 AND c.is_active
       FOR KEY SHARE OF c, u, p
  ), purchase AS (
    INSERT INTO pack_purchases (pack_id, client_id, coach_id, name, sessions, price_minor, currency, valid_days, session_type_ids,
      created_at, pay_until)
    SELECT id, $2, coach_id, name, sessions, price_minor, currency, valid_days, session_type_ids, $3, $4 FROM pack WHERE NOT is_blocked
    RETURNING *
  ), checkout AS (
    INSERT INTO checkouts (purchase_id, client_id, coach_id, provider, amount_minor, currency, pay_until, created_at)
    SELECT id, client_id, coach_id, $5, price_minor, currency, pay_until, created_at FROM purchase
    RETURNING id
  )
  SELECT pack.is_blocked AS "isBlocked", purchase.id, checkout.id AS "checkoutId", pack.name, pack.price_minor AS "amountMinor", pack.currency
    FROM pack LEFT JOIN purchase ON true LEFT JOIN checkout ON true`;

const OPENED = `UPDATE checkouts SET provider_ref = $2, url = $3 WHERE id = $1`;

interface Started {
  readonly isBlocked: boolean;
  readonly id: number;
  readonly checkoutId: number;
  readonly name: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Buying packs. */
@Injectable()
export class PurchasesService {
  private readonly logger = new Logger(PurchasesService.name);
  private readonly start: string;

  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly clock: Clock,
    private readonly config: Config,
    coaches: CoachesService,
  ) {
    this.start = startOf(coaches.bookable);
  }

  /**
   * Starts a purchase, to be paid within 30 minutes. PackNotFoundError, BlockedError; the errors of the provider, which is asked outside
   * of any transaction: a purchase without a page is paid by nobody and lapses.
   */
  async buy(clientId: number, packId: number): Promise<StartedPurchaseDto> {
    const payUntil = new Date(this.clock.now().getTime() + MINUTES_TO_PAY * 60_000);
    const started = await this.begin(this.database, clientId, packId, payUntil);
    const { id, checkoutId, name, amountMinor, currency } = started;
    const { providerRef, url } = await this.provider
      .createCheckout({
        ...{ reference: checkoutReference(checkoutId), description: name, amountMinor, currency, expiresAt: payUntil },
        ...{ successUrl: this.pageOf(id, 'paid'), cancelUrl: this.pageOf(id, 'abandoned') },
      })
      .catch((error: unknown) => {
        if (!(error instanceof ProviderError)) throw error;
        this.logger.warn(`No page for ${checkoutReference(checkoutId)}: ${error.message}`);
        throw new CheckoutUnavailableError();
      });
    await this.database.rows(OPENED, [checkoutId, providerRef, url]);
    return { id, checkout_url: url, pay_until: payUntil.toISOString() };
  }

  private async begin(db: Handle, clientId: number, packId: number, payUntil: Date): Promise<Started> {
    const asked = [packId, clientId, this.clock.now(), payUntil, this.provider.name];
    const [started] = await db.rows<Started>(this.start, asked);
    if (!started) throw new PackNotFoundError();
    if (started.isBlocked) throw new BlockedError();
    return started;
  }

  private pageOf(id: number, outcome: string): string {
    return `${this.config.appUrl ?? ''}/purchases/${id}?payment=${outcome}`;
  }
}

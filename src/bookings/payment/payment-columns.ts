import type { PaymentMethod, PaymentStatus } from './payment-states.js';
import type { PaymentDto } from './payment.dto.js';

/** What a row of bookings says of its payment. */
export interface PaymentColumns {
  readonly price_minor: number | null;
  readonly currency: string | null;
  readonly payment_status: PaymentStatus;
  readonly payment_method: PaymentMethod | null;
  readonly payment_minor: number | null;
  readonly refunded_minor: number;
  readonly pay_until: string | null;
  readonly checkout_url: string | null;
}

/** The payment as the wire has it. The page on which it is paid is its client's. */
export const paymentOf = (row: PaymentColumns, isClients: boolean): PaymentDto => ({
  status: row.payment_status,
  amount_minor: row.payment_minor,
  refunded_minor: row.refunded_minor,
  currency: row.payment_minor === null ? null : row.currency,
  method: row.payment_method,
  checkout_url: isClients ? row.checkout_url : null,
  pay_until: row.pay_until,
});

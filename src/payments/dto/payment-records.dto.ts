import { ApiProperty } from '@nestjs/swagger';
import { CalendarDate, Choice, Instant, Int, Text } from '../../wire/fields/fields.js';
import { Currency, MOST_MINOR } from '../../wire/fields/price.js';
import { NotAfter, NotBefore, QueryChoice, QueryDate, QueryInt } from '../../wire/fields/query-fields.js';
import { TimePageQuery } from '../../wire/lists/paging.js';

export const CHECKOUT_STATUSES = ['open', 'paid', 'returned', 'ended'] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];
export const REFUND_STATUSES = ['pending', 'sent', 'done', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

const amount = { max: MOST_MINOR, description: 'In minor units.', example: 4_500 };

/** Money that goes back, or has gone back. */
export class RefundDto {
  @Int({ example: 1 })
  readonly id: number;

  @Int(amount)
  readonly amount_minor: number;

  @Choice(REFUND_STATUSES, 'RefundStatus', {
    description: '`sent`: the provider has it. `failed`: an admin can have it tried again.',
    example: 'done',
  })
  readonly status: RefundStatus;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;

  @Instant({
    nullable: true,
    description: 'When the provider had sent it; null until then.',
    example: '2026-11-23T08:59:41.020Z',
  })
  readonly done_at: string | null;
}

/** The same for admins. */
export class AdminRefundDto extends RefundDto {
  @Int({ min: 0, description: 'Since it was asked for, or asked for again.', example: 1 })
  readonly tries: number;

  @Text({ max: 500, nullable: true, description: 'What the provider said of the last one.', example: null })
  readonly last_error: string | null;
}

/** One payment by card, or an attempt. */
class PaymentRecord {
  @Int({ example: 1 })
  readonly id: number;

  @Int({ nullable: true, description: 'What was paid for; null: a pack.', example: 12 })
  readonly booking_id: number | null;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Int(amount)
  readonly amount_minor: number;

  @Currency()
  readonly currency: string;

  @Choice(CHECKOUT_STATUSES, 'CheckoutStatus', {
    description: '`ended`: not paid. `returned`: paid when there was nothing to pay any more; all of it goes back.',
    example: 'paid',
  })
  readonly status: CheckoutStatus;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;

  @Instant({ nullable: true, description: 'Null until it is.', example: '2026-11-23T09:01:12.000Z' })
  readonly paid_at: string | null;
}

/** As its client sees it. */
export class ClientPaymentDto extends PaymentRecord {
  @ApiProperty({ type: [RefundDto], description: 'What went back, or will.' })
  readonly refunds: readonly RefundDto[];
}

/** As admins see it. */
export class AdminPaymentDto extends PaymentRecord {
  @Int({ example: 5 })
  readonly client_id: number;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Text({ max: 40, description: 'Who took the money.', example: 'stripe' })
  readonly provider: string;

  @Text({ max: 500, nullable: true, description: 'What the provider calls it.', example: 'cs_test_a1b2c3' })
  readonly provider_ref: string | null;

  @ApiProperty({ type: [AdminRefundDto], description: 'What went back, or will.' })
  readonly refunds: readonly AdminRefundDto[];
}

/** Filters of `GET /client/payments`. */
export class PaymentsQuery extends TimePageQuery {
  @QueryChoice(CHECKOUT_STATUSES, 'CheckoutStatus', { description: 'Only these.', example: 'paid' })
  readonly status?: CheckoutStatus;
}

/** Filters of `GET /admin/payments`. */
export class AllPaymentsQuery extends PaymentsQuery {
  @QueryInt({ description: 'Only payments of this client.' })
  readonly client_id?: number;

  @QueryInt({ description: 'Only payments to this coach.' })
  readonly coach_id?: number;

  @QueryChoice(REFUND_STATUSES, 'RefundStatus', { description: 'Only those with such a refund.', example: 'failed' })
  readonly refund_status?: RefundStatus;
}

/** Days of the coach's time zone. */
export class EarningsQuery {
  @NotAfter('to')
  @QueryDate({ optional: false, description: 'The first day, of the coach’s time zone.', example: '2026-11-01' })
  readonly from: string;

  @NotBefore('from')
  @QueryDate({ optional: false, description: 'The last day; 366 days at most.', example: '2026-11-30' })
  readonly to: string;
}

/** What came in, in one currency. */
export class CurrencyEarningsDto {
  @Currency()
  readonly currency: string;

  @Int({
    min: 0,
    description: 'By card, as the ledger has it: when it was paid, or a credit was used.',
    example: 45_000,
  })
  readonly earned_minor: number;

  @Int({ min: 0, description: 'Of card payments, what went back: when it was decided on.', example: 4_500 })
  readonly returned_minor: number;

  @Int({ min: 0, description: 'At sessions of these days, as the coach said.', example: 9_000 })
  readonly in_person_minor: number;

  @Int({ min: 0, description: 'To be paid in person, for sessions of these days.', example: 4_500 })
  readonly due_minor: number;
}

/** What a coach earned in some days. */
export class EarningsDto {
  @CalendarDate({ description: 'The first day.', example: '2026-11-01' })
  readonly from: string;

  @CalendarDate({ description: 'The last day.', example: '2026-11-30' })
  readonly to: string;

  @Text({ max: 64, description: 'Whose days these are.', example: 'Europe/Berlin' })
  readonly time_zone: string;

  @ApiProperty({ type: [CurrencyEarningsDto], description: 'Currencies are never added up.' })
  readonly currencies: readonly CurrencyEarningsDto[];
}

import { Choice, Instant, Int, Text } from '../../wire/fields/fields.js';
import { Currency, MOST_MINOR } from '../../wire/fields/price.js';
import { PAYMENT_METHODS, PAYMENT_STATUSES, type PaymentMethod, type PaymentStatus } from './payment-states.js';

/** What a booking costs, and what of it was paid. */
export class PaymentDto {
  @Choice(PAYMENT_STATUSES, 'PaymentStatus', {
    description: '`none`: nothing is to be paid. `waived`: not any more.',
    example: 'due',
  })
  readonly status: PaymentStatus;

  @Int({
    ...{ min: 0, max: MOST_MINOR, nullable: true, example: 4_500 },
    description: 'What is due, or was paid, in minor units.',
  })
  readonly amount_minor: number | null;

  @Int({ min: 0, max: MOST_MINOR, description: 'What of it goes back, or has gone back.', example: 0 })
  readonly refunded_minor: number;

  @Currency({ nullable: true })
  readonly currency: string | null;

  @Choice(PAYMENT_METHODS, 'PaymentMethod', {
    ...{ nullable: true, example: 'card' },
    description: 'How it is or was paid; null: not at all.',
  })
  readonly method: PaymentMethod | null;

  @Text({
    ...{ max: 2_000, nullable: true, example: null },
    description: 'Where its client pays; null until they have asked for it, and for everybody else.',
  })
  readonly checkout_url: string | null;

  @Instant({ nullable: true, description: 'Unpaid by then, it is cancelled.', example: null })
  readonly pay_until: string | null;
}

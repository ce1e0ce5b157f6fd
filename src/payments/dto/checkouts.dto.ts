import { Choice, Instant, Text } from '../../wire/fields/fields.js';

/** Where a client pays for a booking. */
export class CheckoutDto {
  @Text({ max: 2_000, description: 'Where it is paid.', example: 'http://localhost:8000/dev/pay/1' })
  readonly checkout_url: string;

  @Instant({ description: 'Unpaid by then, it is cancelled.', example: '2027-01-11T09:30:00.000Z' })
  readonly pay_until: string;
}

export const IN_PERSON = ['received', 'waived', 'due'] as const;

/** Body of `POST /bookings/bookings/{id}/payment`. */
export class SettleInPersonDto {
  @Choice(IN_PERSON, 'PaymentInPerson', {
    description:
      '`received`: the client paid at the session. `waived`: nothing is asked for. `due`: neither, after all.',
    example: 'received',
  })
  readonly outcome: (typeof IN_PERSON)[number];
}

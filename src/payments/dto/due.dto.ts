import { ApiProperty } from '@nestjs/swagger';
import { PAYMENT_METHODS, type PaymentMethod } from '../../bookings/payment/payment-states.js';
import { Choice, Instant, Int, Text } from '../../wire/fields/fields.js';
import { Currency, MinorSum, MOST_MINOR } from '../../wire/fields/price.js';

/** What is due in one currency. */
export class DueDto {
  @Currency()
  readonly currency: string;

  @MinorSum({ description: 'In person, for sessions held, and fees.', example: 9_000 })
  readonly in_person_minor: number;

  @MinorSum({ description: 'By card, for sessions not paid yet.', example: 4_500 })
  readonly by_card_minor: number;

  @MinorSum({ description: 'On its way back to clients.', example: 0 })
  readonly going_back_minor: number;
}

/** A session that is due. */
export class DueBookingDto {
  @Int({ example: 12 })
  readonly booking_id: number;

  @Int({ example: 5 })
  readonly client_id: number;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Instant({ nullable: true, description: 'Its start.', example: '2026-11-23T09:00:00.000Z' })
  readonly scheduled_at: string | null;

  @Choice(PAYMENT_METHODS, 'PaymentMethod', { description: 'How it is paid.', example: 'at_session' })
  readonly method: PaymentMethod;

  @Int({ max: MOST_MINOR, description: 'In minor units.', example: 4_500 })
  readonly amount_minor: number;

  @Currency()
  readonly currency: string;

  @Instant({ nullable: true, description: 'Unpaid by then, it is cancelled.', example: null })
  readonly pay_until: string | null;
}

const TOTALS = 'Currencies are never added up.';

/** What is due to a coach. */
export class DueToCoachDto {
  @ApiProperty({ type: [DueDto], description: TOTALS })
  readonly currencies: readonly DueDto[];

  @ApiProperty({ type: [DueBookingDto], description: 'The earliest session first; a thousand at most.' })
  readonly bookings: readonly DueBookingDto[];
}

/** What is due to one of all coaches. */
export class CoachDueDto extends DueDto {
  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Carla Coach' })
  readonly coach_name: string;
}

/** What is due to all coaches. */
export class DueToAllDto {
  @ApiProperty({ type: [DueDto], description: `All coaches together. ${TOTALS}` })
  readonly currencies: readonly DueDto[];

  @ApiProperty({ type: [CoachDueDto], description: 'Each coach of whom something is due, by name.' })
  readonly coaches: readonly CoachDueDto[];
}

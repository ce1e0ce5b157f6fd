import { ApiProperty } from '@nestjs/swagger';
import { Choice, field, Instant, Int, isInt, Line, Text } from '../../wire/fields/fields.js';
import { Currency, MinorSum, PriceDto } from '../../wire/fields/price.js';
import { PURCHASE_STATUSES, type PurchaseStatus } from '../pack-purchase.entity.js';
import { SessionTypeIds } from './session-type-ids.js';

const ABOUT_STATUS = '`open` waits for its payment, `expired` was not paid in time.';
const MOST_CREDITS = 200;

/** A pack that a client bought, and what became of its credits. */
export class PurchaseDto {
  @Int({ example: 1 })
  readonly id: number;

  @Int({ example: 5 })
  readonly client_id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 200, example: 'Carla Coach' })
  readonly coach_name: string;

  @Line({ max: 120, description: 'Of the pack, as it was then.', example: 'Ten sessions' })
  readonly name: string;

  @Choice(PURCHASE_STATUSES, 'PurchaseStatus', { description: ABOUT_STATUS, example: 'paid' })
  readonly status: PurchaseStatus;

  @ApiProperty({ type: PriceDto, description: 'What all of it cost.' })
  readonly price: PriceDto;

  @Int({ min: 0, description: 'Of the price, what went back to the client.', example: 0 })
  readonly refunded_minor: number;

  @SessionTypeIds()
  readonly session_type_ids: readonly number[] | null;

  @Int({ min: 0, description: 'Credits that can be used.', example: 6 })
  readonly left: number;

  @Int({ min: 0, description: 'Credits of sessions ahead.', example: 1 })
  readonly reserved: number;

  @Int({ min: 0, description: 'Credits that were spent.', example: 3 })
  readonly used: number;

  @Int({ min: 0, description: 'Those that were refunded as well.', example: 0 })
  readonly expired: number;

  @Instant({ nullable: true, description: 'Null until it is.', example: '2026-11-23T09:00:00.000Z' })
  readonly paid_at: string | null;

  @Instant({
    nullable: true,
    description: 'A credit pays for sessions that start before; null: for all.',
    example: '2027-05-22T09:00:00.000Z',
  })
  readonly expires_at: string | null;
}

/** A purchase that waits for its payment. */
export class StartedPurchaseDto {
  @Int({ example: 1 })
  readonly id: number;

  @Text({ max: 2000, description: 'Where it is paid.', example: 'https://checkout.stripe.com/c/pay/cs_test_a1' })
  readonly checkout_url: string;

  @Instant({ description: 'Until then; a payment that comes later counts, too.', example: '2026-11-23T09:30:00.000Z' })
  readonly pay_until: string;
}

/** Body of `POST /admin/purchases/{id}/credits`. */
export class AdjustCreditsDto {
  @field(
    (value) =>
      isInt(value, -MOST_CREDITS, MOST_CREDITS) && value !== 0
        ? null
        : `must be a whole number from -${MOST_CREDITS} to ${MOST_CREDITS}, and not 0`,
    { type: 'integer', format: 'int32', minimum: -MOST_CREDITS, maximum: MOST_CREDITS },
    { description: 'More credits; below 0: fewer.', example: 1 },
  )
  readonly credits: number;

  @Text({ max: 500, description: 'Admins and the client read it.', example: 'The studio was closed.' })
  readonly reason: string;
}

/** What clients have paid for and not used, in one currency. */
export class LiabilityDto {
  @Currency()
  readonly currency: string;

  @Int({ min: 0, description: 'Free ones, and those of sessions ahead.', example: 42 })
  readonly credits: number;

  @MinorSum({ description: 'What they were paid with.', example: 189_000 })
  readonly amount_minor: number;
}

/** Of one coach. */
export class CoachLiabilityDto extends LiabilityDto {
  @Int({ example: 2 })
  readonly coach_id: number;

  @Text({ max: 200, example: 'Carla Coach' })
  readonly coach_name: string;
}

/** What clients have paid for and not used yet. */
export class LiabilitiesDto {
  @ApiProperty({ type: [LiabilityDto], description: 'All coaches together. Currencies are never added up.' })
  readonly currencies: readonly LiabilityDto[];

  @ApiProperty({ type: [CoachLiabilityDto], description: 'Each coach with such credits, by name.' })
  readonly coaches: readonly CoachLiabilityDto[];
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';
import { Pack } from './pack.entity.js';

/** `open` waits for its payment; `expired` was not paid in time. */
export const PURCHASE_STATUSES = ['open', 'paid', 'expired', 'refunded'] as const;
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number];

/** A pack that a client bought, as it was then. Triggers count its credits and its money from the ledger. */
@Entity('pack_purchases')
@Check('pack_purchases_sessions', `sessions BETWEEN 1 AND 200`)
@Check('pack_purchases_price', `price_minor BETWEEN 1 AND 100000000 AND currency ~ '^[A-Z]{3}$'`)
@Check(
  'pack_purchases_status',
  `CASE WHEN status IN ('paid', 'refunded') THEN paid_at IS NOT NULL AND (valid_days IS NULL OR expires_at IS NOT NULL) ELSE status IN ('open', 'expired') AND num_nonnulls(paid_at, expires_at) = 0 AND credits_left + credits_reserved + credits_used + credits_expired = 0 END`,
)
@Check(
  'pack_purchases_credits',
  `credits_left >= 0 AND credits_reserved >= 0 AND credits_used >= 0 AND credits_expired >= 0`,
)
@Check(
  'pack_purchases_adjusted',
  `(credits_adjusted = 0 OR adjusted_because IS NOT NULL) AND char_length(adjusted_because) BETWEEN 1 AND 500`,
)
@Check(
  'pack_purchases_money',
  `earned_minor >= 0 AND refunded_minor >= 0 AND earned_minor + refunded_minor <= price_minor`,
)
@Index('pack_purchases_client_id_idx', ['clientId', 'id'])
@Index('pack_purchases_coach_id_idx', ['coachId', 'id'])
@Index('pack_purchases_outstanding_idx', ['coachId', 'currency'], { where: 'credits_left + credits_reserved > 0' })
@Index('pack_purchases_pack_id_idx', ['packId'])
@Index('pack_purchases_unpaid_idx', ['payUntil'], { where: `status = 'open'` })
@Index('pack_purchases_expiring_idx', ['expiresAt'], { where: 'credits_left > 0' })
export class PackPurchase {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pack_purchases_pkey',
  })
  readonly id: number;

  @Column('integer', { nullable: true })
  readonly packId: number | null;

  @ManyToOne(() => Pack, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'pack_id', foreignKeyConstraintName: 'pack_purchases_pack_id_fkey' })
  readonly pack?: Relation<Pack>;

  @Column('integer')
  readonly clientId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'pack_purchases_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'pack_purchases_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('text')
  name: string;

  @Column('integer')
  readonly sessions: number;

  @Column('integer')
  readonly priceMinor: number;

  @Column('text')
  readonly currency: string;

  @Column('integer', { nullable: true })
  readonly validDays: number | null;

  @Column('integer', { array: true, nullable: true })
  readonly sessionTypeIds: number[] | null;

  @Column('text', { default: 'open' })
  status: PurchaseStatus;

  @Column('timestamp with time zone', { precision: 3 })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3 })
  payUntil: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  paidAt: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  expiresAt: Date | null;

  @Column('integer', { default: 0 })
  readonly creditsLeft: number;

  /** By bookings ahead. */
  @Column('integer', { default: 0 })
  readonly creditsReserved: number;

  @Column('integer', { default: 0 })
  readonly creditsUsed: number;

  @Column('integer', { default: 0 })
  readonly creditsExpired: number;

  /** Of all that admins gave or took. */
  @Column('integer', { default: 0 })
  readonly creditsAdjusted: number;

  /** Why they did so last. */
  @Column('text', { nullable: true })
  adjustedBecause: string | null;

  /** What the coach has earned of the price. */
  @Column('integer', { default: 0 })
  readonly earnedMinor: number;

  @Column('integer', { default: 0 })
  refundedMinor: number;
}

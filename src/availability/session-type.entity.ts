import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { CoachSchedule } from './schedule.entity.js';

/** How people meet. */
export const LOCATION_KINDS = ['in_person', 'video', 'phone'] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

/** How a session of a type is paid. */
export const PAYMENT_TERMS = ['free', 'at_session', 'to_book', 'credits_only'] as const;
export type PaymentTerms = (typeof PAYMENT_TERMS)[number];

/** What a coach offers: how long it takes, and the free time that it wants around it. */
@Entity('session_types')
@Check('session_types_name_length', `char_length(name) BETWEEN 1 AND 120`)
@Check('session_types_text_length', `char_length(description) <= 2000 AND char_length(location) <= 500`)
@Check(
  'session_types_minutes',
  `minutes BETWEEN 5 AND 480 AND buffer_before_minutes BETWEEN 0 AND 120 AND buffer_after_minutes BETWEEN 0 AND 120`,
)
@Check('session_types_capacity', `capacity BETWEEN 1 AND 500`)
@Check(
  'session_types_price',
  `(price_minor IS NULL) = (currency IS NULL) AND price_minor BETWEEN 1 AND 100000000 AND currency ~ '^[A-Z]{3}$'`,
)
@Check(
  'session_types_payment',
  `payment IN ('free', 'at_session', 'to_book', 'credits_only') AND (payment IN ('free', 'credits_only') OR price_minor IS NOT NULL)`,
)
@Check('session_types_location_kind', `location_kind IN ('in_person', 'video', 'phone')`)
@Index('session_types_coach_id_idx', ['coachId', 'position', 'id'])
export class SessionType {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'session_types_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => CoachSchedule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'session_types_coach_id_fkey' })
  readonly schedule?: Relation<CoachSchedule>;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('integer')
  minutes: number;

  @Column('integer', { default: 0 })
  bufferBeforeMinutes: number;

  @Column('integer', { default: 0 })
  bufferAfterMinutes: number;

  /** Seats of a group session of this type; 1 is a session for one client. */
  @Column('integer', { default: 1 })
  capacity: number;

  @Column('text', { nullable: true })
  location: string | null;

  @Column('text', { default: 'in_person' })
  locationKind: LocationKind;

  /** In the smallest unit of the currency; null: no price is said. */
  @Column('integer', { nullable: true })
  priceMinor: number | null;

  @Column('text', { nullable: true })
  currency: string | null;

  @Column('text', { default: 'free' })
  payment: PaymentTerms;

  @Column('boolean', { default: true })
  isActive: boolean;

  @Column('integer', { default: 0 })
  position: number;
}

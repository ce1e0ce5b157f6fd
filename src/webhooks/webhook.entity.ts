import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

/** Why we switched an endpoint off: it answered 410, or nothing but failures for five days. */
export const OFF_REASONS = ['gone', 'failing'] as const;
export type OffReason = (typeof OFF_REASONS)[number];

/** Where the secrets of an endpoint are sealed for (src/secrets). */
export const secretPlace = (id: number) => `webhook ${id}`;

/** An endpoint of another system, which is told of events. */
@Entity('webhooks')
@Check('webhooks_url_length', `char_length(url) BETWEEN 1 AND 2000`)
@Check('webhooks_description_length', `char_length(description) BETWEEN 1 AND 200`)
@Check('webhooks_types', `cardinality(types) BETWEEN 1 AND 100 AND array_position(types, NULL) IS NULL`)
@Check('webhooks_previous_secret', `(previous_secret IS NULL) = (previous_secret_until IS NULL)`)
@Check('webhooks_off_because', `off_because IS NULL OR off_because IN ('gone', 'failing') AND NOT is_active`)
@Index('webhooks_coach_id_idx', ['coachId', 'id'])
export class Webhook {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'webhooks_pkey',
  })
  readonly id: number;

  /** Told of their own bookings, group sessions and waitlists. Null: an endpoint of the platform, told of everything. */
  @Column('integer', { nullable: true })
  readonly coachId: number | null;

  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'webhooks_coach_id_fkey' })
  readonly coach?: Relation<User> | null;

  @Column('text')
  url: string;

  /** Types of events, or `*` alone. */
  @Column('text', { array: true })
  types: string[];

  @Column('text', { nullable: true })
  description: string | null;

  /** Sealed (src/secrets). */
  @Column('text')
  secret: string;

  /** Sealed; signs beside the new one until `previousSecretUntil`. */
  @Column('text', { nullable: true })
  previousSecret: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  previousSecretUntil: Date | null;

  @Column('boolean', { default: true })
  isActive: boolean;

  /** Null while it is on, and when its owner switched it off. */
  @Column('text', { nullable: true })
  offBecause: OffReason | null;

  /** The first failure since the last success. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  failingSince: Date | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;
}

import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';

/** How much a calendar feed shows: all, no names, or nothing but time. */
export const DETAILS = ['full', 'titles', 'busy'] as const;
export type Detail = (typeof DETAILS)[number];

/** An address at which somebody subscribes to the sessions of a user. */
@Entity('calendar_feeds')
@Check('calendar_feeds_number_limits', `number BETWEEN 1 AND 10`)
@Check('calendar_feeds_detail', `detail IN ('full', 'titles', 'busy')`)
@Check('calendar_feeds_sha256', `octet_length(secret_hash) = 32`)
@Unique('calendar_feeds_number_key', ['userId', 'number'])
@Unique('calendar_feeds_secret_hash_key', ['secretHash'])
export class CalendarFeed {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'calendar_feeds_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly userId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'calendar_feeds_user_id_fkey' })
  readonly user?: Relation<User>;

  /** From 1 to 10: nobody has more. */
  @Column('integer')
  readonly number: number;

  @Column('text')
  readonly detail: Detail;

  /** SHA-256 of the secret, which only its owner knows. */
  @Column('bytea')
  readonly secretHash: Buffer;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}

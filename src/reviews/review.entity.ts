import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { Booking } from '../bookings/booking.entity.js';
import { User } from '../users/user.entity.js';
import type { OnAccountDeletion, ReviewStatus } from './domain/review.js';

/** What a client wrote about a completed session: once for ever. Its writer is the booking's client, so a row does not name them. */
@Entity('reviews')
@Unique('reviews_booking_id_key', ['bookingId'])
@Check('reviews_status', `status IN ('published', 'removed', 'deleted')`)
@Check('reviews_rating', `rating BETWEEN 1 AND 5`)
@Check('reviews_text_length', `char_length(text) BETWEEN 1 AND 2000`)
@Check('reviews_on_account_deletion', `on_account_deletion IN ('anonymise', 'remove')`)
@Check('reviews_reply', `(reply IS NULL) = (replied_at IS NULL) AND char_length(reply) BETWEEN 1 AND 2000`)
@Check(
  'reviews_report',
  `(report_reason IS NULL) = (reported_at IS NULL) AND char_length(report_reason) BETWEEN 1 AND 1000`,
)
@Check(
  'reviews_decision',
  `(decision_reason IS NULL OR decided_at IS NOT NULL) AND char_length(decision_reason) BETWEEN 1 AND 1000`,
)
@Check('reviews_removed_for_reason', `status <> 'removed' OR decision_reason IS NOT NULL`)
@Check(
  'reviews_deleted_is_empty',
  `CASE status WHEN 'deleted' THEN num_nonnulls(rating, text, reply, report_reason, decision_reason) = 0 AND NOT show_name ELSE rating IS NOT NULL END`,
)
@Index('reviews_coach_idx', ['coachId', 'createdAt', 'id'])
@Index('reviews_created_at_idx', ['createdAt', 'id'], { where: `status <> 'deleted'` })
@Index('reviews_status_created_at_idx', ['status', 'createdAt', 'id'])
@Index('reviews_reported_idx', ['createdAt', 'id'], { where: `reported_at IS NOT NULL AND decided_at IS NULL` })
export class Review {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'reviews_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly bookingId: number;

  @ManyToOne(() => Booking)
  @JoinColumn({ name: 'booking_id', foreignKeyConstraintName: 'reviews_booking_id_fkey' })
  readonly booking?: Relation<Booking>;

  /** The booking's coach: a trigger compares. */
  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'reviews_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('text', { default: 'published' })
  status: ReviewStatus;

  @Column('integer', { nullable: true })
  rating: number | null;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('boolean')
  showName: boolean;

  @Column('text')
  onAccountDeletion: OnAccountDeletion;

  @Column('timestamp with time zone', { precision: 3 })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  editedAt: Date | null;

  @Column('text', { nullable: true })
  reply: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  repliedAt: Date | null;

  @Column('text', { nullable: true })
  reportReason: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  reportedAt: Date | null;

  @Column('text', { nullable: true })
  decisionReason: string | null;

  /** Null as well while a report waits for a decision. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  decidedAt: Date | null;
}

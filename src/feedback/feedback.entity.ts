import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

export const FEEDBACK_STATUSES = ['open', 'actively_looking', 'resolved', 'cannot_work_on'] as const;
export type FeedbackStatus = (typeof FEEDBACK_STATUSES)[number];

/** One message about the platform. Anonymous messages have no name. */
@Entity('feedback')
@Check('feedback_message_length', `char_length(message) BETWEEN 1 AND 5000`)
@Check('feedback_anonymous_is_nobody', `NOT is_anonymous OR (user_id IS NULL AND name IS NULL AND email IS NULL)`)
@Index('feedback_created_at_idx', ['createdAt', 'id'])
@Index('feedback_user_id_idx', ['userId'])
export class Feedback {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'feedback_pkey',
  })
  readonly id: number;

  @Column('integer', { nullable: true })
  userId: number | null;

  @ManyToOne(() => User, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'feedback_user_id_fkey' })
  readonly user?: Relation<User>;

  @Column('text')
  message: string;

  @Column('text', { nullable: true })
  name: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('boolean', { default: false })
  isAnonymous: boolean;

  @Column('text', { nullable: true })
  pageUrl: string | null;

  @Column('text', { nullable: true })
  userAgent: string | null;

  @Column('enum', { enum: FEEDBACK_STATUSES, enumName: 'feedback_status', default: 'open' })
  status: FeedbackStatus;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;
}

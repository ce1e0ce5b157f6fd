import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../../users/user.entity.js';
import { PLAN_STATUSES, type PlanStatus } from './plan-status.js';

/** A coach's plan of what a client trains over some weeks. */
@Entity('workout_plans')
@Check('workout_plans_end_not_before_start', `end_date >= start_date`)
@Check('workout_plans_duration_weeks_positive', `duration_weeks >= 1`)
@Index('workout_plans_user_id_start_date_idx', ['userId', 'startDate', 'id'])
@Index('workout_plans_start_date_idx', ['startDate', 'id'])
@Index('workout_plans_created_at_idx', ['createdAt'])
export class WorkoutPlan {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'workout_plans_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly userId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'workout_plans_user_id_fkey' })
  readonly user?: Relation<User>;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('date')
  startDate: string;

  @Column('date', { nullable: true })
  endDate: string | null;

  @Column('integer', { nullable: true })
  durationWeeks: number | null;

  @Column('jsonb', { nullable: true })
  workoutDetails: Record<string, unknown> | null;

  @Column('enum', { enum: PLAN_STATUSES, enumName: 'plan_status', default: 'active' })
  status: PlanStatus;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}

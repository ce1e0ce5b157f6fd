import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../../users/user.entity.js';
import { PLAN_STATUSES, type PlanStatus } from './plan-status.js';

/** A coach's plan of what a client eats, with daily targets. */
@Entity('diet_plans')
@Check('diet_plans_end_not_before_start', `end_date >= start_date`)
@Check(
  'diet_plans_targets_not_negative',
  `target_calories >= 0 AND target_protein_grams >= 0 AND target_carbs_grams >= 0 AND target_fat_grams >= 0`,
)
@Index('diet_plans_user_id_start_date_idx', ['userId', 'startDate', 'id'])
@Index('diet_plans_start_date_idx', ['startDate', 'id'])
@Index('diet_plans_created_at_idx', ['createdAt'])
export class DietPlan {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'diet_plans_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly userId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'diet_plans_user_id_fkey' })
  readonly user?: Relation<User>;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('date')
  startDate: string;

  @Column('date', { nullable: true })
  endDate: string | null;

  /** Kilocalories a day. */
  @Column('double precision', { nullable: true })
  targetCalories: number | null;

  @Column('double precision', { nullable: true })
  targetProteinGrams: number | null;

  @Column('double precision', { nullable: true })
  targetCarbsGrams: number | null;

  @Column('double precision', { nullable: true })
  targetFatGrams: number | null;

  @Column('jsonb', { nullable: true })
  mealPlanDetails: Record<string, unknown> | null;

  @Column('enum', { enum: PLAN_STATUSES, enumName: 'plan_status', default: 'active' })
  status: PlanStatus;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../../users/user.entity.js';

export const MEAL_TYPES = ['breakfast', 'lunch', 'dinner', 'snack'] as const;
export type MealType = (typeof MEAL_TYPES)[number];

/** One food that a client ate at one meal. */
@Entity('diet_logs')
@Check('diet_logs_not_negative', `calories >= 0 AND protein_grams >= 0 AND carbs_grams >= 0 AND fat_grams >= 0`)
@Index('diet_logs_user_id_meal_date_idx', ['userId', 'mealDate', 'id'])
@Index('diet_logs_meal_date_idx', ['mealDate', 'userId'])
export class DietLog {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'diet_logs_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly userId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'diet_logs_user_id_fkey' })
  readonly user?: Relation<User>;

  /** A calendar day, `YYYY-MM-DD`; no time zone shifts it. */
  @Column('date')
  mealDate: string;

  @Column('enum', { enum: MEAL_TYPES, enumName: 'meal_type' })
  mealType: MealType;

  @Column('text')
  foodName: string;

  /** Kilocalories. */
  @Column('double precision', { nullable: true })
  calories: number | null;

  @Column('double precision', { nullable: true })
  proteinGrams: number | null;

  @Column('double precision', { nullable: true })
  carbsGrams: number | null;

  @Column('double precision', { nullable: true })
  fatGrams: number | null;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}

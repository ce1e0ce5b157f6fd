import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../../users/user.entity.js';

/** One exercise that a client did on one day. */
@Entity('workout_logs')
@Check('workout_logs_not_negative', `sets >= 0 AND reps >= 0 AND weight >= 0 AND duration_minutes >= 0`)
@Index('workout_logs_user_id_workout_date_idx', ['userId', 'workoutDate', 'id'])
@Index('workout_logs_workout_date_idx', ['workoutDate', 'userId'])
export class WorkoutLog {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'workout_logs_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly userId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'workout_logs_user_id_fkey' })
  readonly user?: Relation<User>;

  /** A calendar day, `YYYY-MM-DD`; no time zone shifts it. */
  @Column('date')
  workoutDate: string;

  @Column('text')
  exerciseName: string;

  @Column('integer', { nullable: true })
  sets: number | null;

  @Column('integer', { nullable: true })
  reps: number | null;

  /** Kilograms. */
  @Column('double precision', { nullable: true })
  weight: number | null;

  @Column('integer', { nullable: true })
  durationMinutes: number | null;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { CoachSchedule } from './schedule.entity.js';

/** Time in which a coach is away: from one instant to another, or whole days of the coach's zone. */
@Entity('time_off')
@Check(
  'time_off_instants_or_days',
  `num_nonnulls(starts_at, ends_at) IN (0, 2) AND num_nonnulls(first_day, last_day) = 2 - num_nonnulls(starts_at, ends_at)`,
)
@Check('time_off_end_after_start', `ends_at > starts_at AND last_day >= first_day`)
@Check('time_off_note_length', `char_length(note) <= 500`)
@Index('time_off_coach_id_idx', ['coachId', 'id'])
export class TimeOff {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'time_off_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => CoachSchedule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'time_off_coach_id_fkey' })
  readonly schedule?: Relation<CoachSchedule>;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly startsAt: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly endsAt: Date | null;

  @Column('date', { nullable: true })
  readonly firstDay: string | null;

  /** Included. */
  @Column('date', { nullable: true })
  readonly lastDay: string | null;

  @Column('text', { nullable: true })
  readonly note: string | null;
}

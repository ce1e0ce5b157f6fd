import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CoachSchedule } from './schedule.entity.js';

/** Hours of one day, which replace those of its weekday; none close it. */
@Entity('schedule_dates')
@Index('schedule_dates_date_idx', ['date'])
@Check('schedule_dates_hours', `are_hours(hours, 1)`)
@Check('schedule_dates_note_length', `char_length(note) <= 500`)
export class ScheduleDate {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'schedule_dates_pkey' })
  readonly coachId: number;

  @ManyToOne(() => CoachSchedule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'schedule_dates_coach_id_fkey' })
  readonly schedule?: Relation<CoachSchedule>;

  @PrimaryColumn('date', { primaryKeyConstraintName: 'schedule_dates_pkey' })
  readonly date: string;

  /** Start and end of each interval in turn, in minutes from midnight. */
  @Column('integer', { array: true })
  hours: number[];

  @Column('text', { nullable: true })
  note: string | null;
}

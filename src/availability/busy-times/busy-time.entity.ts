import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ExternalCalendar } from './external-calendar.entity.js';

/** When a calendar makes its coach busy, without saying why. Busy times of one calendar do not touch each other. */
@Entity('busy_times')
@Check('busy_times_end_after_start', `ends_at > starts_at`)
@Index('busy_times_coach_idx', { synchronize: false })
export class BusyTime {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'busy_times_pkey' })
  readonly calendarId: string;

  @ManyToOne(() => ExternalCalendar, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'calendar_id', foreignKeyConstraintName: 'busy_times_calendar_id_fkey' })
  readonly calendar?: Relation<ExternalCalendar>;

  /** The calendar's, repeated for the index. */
  @Column('integer')
  readonly coachId: number;

  @PrimaryColumn('timestamp with time zone', { precision: 3, primaryKeyConstraintName: 'busy_times_pkey' })
  readonly startsAt: Date;

  @Column('timestamp with time zone', { precision: 3 })
  readonly endsAt: Date;
}

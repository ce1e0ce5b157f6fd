import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

/** When a coach works, and the rules by which times are booked. A coach without a row has the defaults and no hours. */
@Entity('schedules')
@Check('schedules_weekly_hours', `are_hours(weekly_hours, 7)`)
@Check('schedules_hours_have_zone', `time_zone IS NOT NULL OR weekly_hours = '{}'`)
@Check(
  'schedules_notices',
  `notice_minutes BETWEEN 0 AND 43200 AND move_notice_minutes BETWEEN 0 AND 43200 AND cancel_notice_minutes BETWEEN 0 AND 43200`,
)
@Check('schedules_policy', `late_cancellation_percent BETWEEN 0 AND 100 AND no_show_percent BETWEEN 0 AND 100`)
@Check('schedules_window', `window_days BETWEEN 1 AND 365 AND series_weeks BETWEEN 0 AND 52`)
@Check('schedules_grid', `grid_minutes IN (5, 10, 15, 20, 30, 60)`)
@Check('schedules_video_link', `video_link ~ '^https://' AND char_length(video_link) <= 2000`)
@Check('schedules_limits', `daily_limit >= 1 AND client_limit >= 1`)
export class CoachSchedule {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'schedules_pkey' })
  readonly coachId: number;

  @OneToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'schedules_coach_id_fkey' })
  readonly coach?: Relation<User>;

  /** An IANA name. Hours are wall times of it. */
  @Column('text', { nullable: true })
  timeZone: string | null;

  /** Start and end of each interval in turn, in minutes from Monday's midnight. */
  @Column({ type: 'integer', array: true, default: () => `'{}'` })
  weeklyHours: number[];

  @Column('integer', { default: 120 })
  noticeMinutes: number;

  @Column('integer', { default: 60 })
  windowDays: number;

  @Column('integer', { default: 15 })
  gridMinutes: number;

  @Column('integer', { nullable: true })
  dailyLimit: number | null;

  @Column('integer', { nullable: true })
  clientLimit: number | null;

  @Column('boolean', { default: false })
  autoConfirm: boolean;

  @Column('integer', { default: 720 })
  moveNoticeMinutes: number;

  @Column('integer', { default: 720 })
  cancelNoticeMinutes: number;

  @Column('smallint', { default: 0 })
  lateCancellationPercent: number;

  @Column('smallint', { default: 0 })
  noShowPercent: number;

  @Column('integer', { default: 12 })
  seriesWeeks: number;

  /** The coach's own room for video sessions; null: each session gets one. */
  @Column('text', { nullable: true })
  videoLink: string | null;

  /** Rises with each change of the schedule, its dates, time off and session types: counted by triggers. */
  @Column({ type: 'integer', default: 1, insert: false, update: false })
  readonly version: number;
}

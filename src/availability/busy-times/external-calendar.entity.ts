import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { User } from '../../users/user.entity.js';

/** Where a coach keeps a calendar: at an address that is read, or with Google. */
export type CalendarKind = 'feed' | 'google';

/** A calendar that a coach keeps elsewhere. Its events make busy times. */
@Entity('external_calendars')
@Check('external_calendars_number_limits', `number BETWEEN 1 AND 10`)
@Check(
  'external_calendars_kind_is_whole',
  `CASE kind WHEN 'feed' THEN num_nonnulls(number, address, host) = 3 WHEN 'google' THEN num_nonnulls(number, address) = 0 ELSE false END`,
)
@Check('external_calendars_description_length', `char_length(description) BETWEEN 1 AND 200`)
@Check('external_calendars_failing_has_fault', `(failing_since IS NULL) = (fault IS NULL)`)
@Unique('external_calendars_number_key', ['coachId', 'number'])
@Index('external_calendars_google_key', ['coachId'], { unique: true, where: `kind = 'google'` })
@Index('external_calendars_due_idx', ['nextFetchAt'], { where: `kind = 'feed'` })
export class ExternalCalendar {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'external_calendars_pkey' })
  readonly id: string;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'external_calendars_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('text')
  readonly kind: CalendarKind;

  /** Of a feed, from 1 to 10: no coach has more. */
  @Column('integer', { nullable: true })
  readonly number: number | null;

  @Column('text', { nullable: true })
  description: string | null;

  /** Of a feed, sealed: whoever knows it can read the calendar. */
  @Column('text', { nullable: true })
  readonly address: string | null;

  /** Shown instead of the address. */
  @Column('text', { nullable: true })
  readonly host: string | null;

  @Column('text', { nullable: true })
  etag: string | null;

  @Column('text', { nullable: true })
  lastModified: string | null;

  /** While somebody fetches it, the end of their lease. */
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  nextFetchAt: Date;

  /** Counts fetches: only the last one may write what it found. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** When the last fetch began. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  triedAt: Date | null;

  /** When it was last fetched without a fault. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  fetchedAt: Date | null;

  /** When its events were last read: a feed that has not changed sends none. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readAt: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  failingSince: Date | null;

  /** A code that says why it fails. */
  @Column('text', { nullable: true })
  fault: string | null;

  /** Failures in a row. */
  @Column('integer', { default: 0 })
  failures: number;

  /** Events that could not be read the last time. */
  @Column('integer', { default: 0 })
  leftOut: number;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}

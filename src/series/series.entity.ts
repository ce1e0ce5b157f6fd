import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { SessionType } from '../availability/session-type.entity.js';
import { User } from '../users/user.entity.js';

/** A rule by which a client comes again and again: a wall time in the coach's zone. Its occurrences are ordinary bookings. */
@Entity('series')
@Check(
  'series_rule',
  `every_weeks BETWEEN 1 AND 8 AND minute_of_day BETWEEN 0 AND 1439 AND cardinality(weekdays) BETWEEN 1 AND 7 AND weekdays <@ '{1,2,3,4,5,6,7}'`,
)
@Check(
  'series_end',
  `CASE WHEN until IS NULL THEN coalesce(occurrences BETWEEN 2 AND 52, false) ELSE occurrences IS NULL AND until >= starts_on END`,
)
@Index('series_coach_id_idx', ['coachId', 'createdAt', 'id'])
@Index('series_client_id_idx', ['clientId', 'createdAt', 'id'])
@Index('series_created_at_idx', ['createdAt', 'id'])
@Index('series_session_type_idx', ['sessionTypeId'])
export class Series {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'series_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'series_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('integer')
  readonly clientId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'series_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column('integer', { nullable: true })
  readonly sessionTypeId: number | null;

  @ManyToOne(() => SessionType)
  @JoinColumn({ name: 'session_type_id', foreignKeyConstraintName: 'series_session_type_id_fkey' })
  readonly sessionType?: Relation<SessionType>;

  /** As it was called when the series was booked. */
  @Column('text', { nullable: true })
  readonly sessionTypeName: string | null;

  /** The coach's when the series was booked. */
  @Column('text')
  readonly timeZone: string;

  /** The day from which on the rule counts. */
  @Column('date')
  readonly startsOn: string;

  @Column('integer')
  readonly minuteOfDay: number;

  @Column('integer')
  readonly everyWeeks: number;

  /** 1 is Monday. */
  @Column('integer', { array: true })
  readonly weekdays: number[];

  /** How many; null when it ends on a day. */
  @Column('integer', { nullable: true })
  readonly occurrences: number | null;

  /** The last day. */
  @Column('date', { nullable: true })
  readonly until: string | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly updatedAt: Date;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { SessionType } from '../availability/session-type.entity.js';
import { GroupSession } from '../bookings/group-sessions/group-session.entity.js';
import { User } from '../users/user.entity.js';
import type { SkipReason } from './domain/skip-reason.js';
import type { WaitKind, WaitStatus } from './domain/wait-target.js';

/** A client's place in a queue: for a coach's slots, for times of a coach, or for a group session's seats. */
@Entity('waitlist_entries')
@Check('waitlist_entries_status', `status IN ('waiting', 'offered', 'booked', 'left', 'expired')`)
@Check(
  'waitlist_entries_kind_is_whole',
  `CASE kind WHEN 'slot' THEN num_nonnulls(group_session_id, session_type_id, from_date, to_date, weekdays, earliest, latest) = 0 WHEN 'time' THEN num_nonnulls(session_type_id, from_date, to_date, expires_at) = 4 AND from_date <= to_date AND group_session_id IS NULL WHEN 'seat' THEN num_nonnulls(group_session_id, expires_at) = 2 AND num_nonnulls(session_type_id, from_date, to_date, weekdays, earliest, latest) = 0 ELSE false END`,
)
@Check('waitlist_entries_hours', `earliest BETWEEN 0 AND 1439 AND latest BETWEEN 0 AND 1439`)
@Check('waitlist_entries_weekdays', `cardinality(weekdays) BETWEEN 1 AND 7 AND weekdays <@ '{1,2,3,4,5,6,7}'`)
@Index('waitlist_entries_slot_key', ['coachId', 'clientId'], {
  unique: true,
  where: `kind = 'slot' AND status IN ('waiting', 'offered')`,
})
@Index('waitlist_entries_time_key', ['coachId', 'clientId', 'sessionTypeId'], {
  unique: true,
  where: `kind = 'time' AND status IN ('waiting', 'offered')`,
})
@Index('waitlist_entries_seat_key', ['groupSessionId', 'clientId'], {
  unique: true,
  where: `kind = 'seat' AND status IN ('waiting', 'offered')`,
})
@Index('waitlist_entries_queue_idx', ['coachId', 'kind', 'groupSessionId', 'id'], { where: `status = 'waiting'` })
@Index('waitlist_entries_expires_at_idx', ['expiresAt'], { where: `status = 'waiting'` })
@Index('waitlist_entries_group_session_idx', ['groupSessionId'], { where: `group_session_id IS NOT NULL` })
@Index('waitlist_entries_status_idx', ['status', 'createdAt', 'id'])
@Index('waitlist_entries_waiting_idx', ['lookedAt'], { where: `status = 'waiting'` })
@Index('waitlist_entries_coach_id_idx', ['coachId', 'createdAt', 'id'])
@Index('waitlist_entries_client_id_idx', ['clientId', 'createdAt', 'id'])
@Index('waitlist_entries_created_at_idx', ['createdAt', 'id'])
@Index('waitlist_entries_session_type_idx', ['sessionTypeId'])
export class WaitlistEntry {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'waitlist_entries_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly clientId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'waitlist_entries_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'waitlist_entries_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('text')
  readonly kind: WaitKind;

  /** `offered` exactly while there is an offer, a row of `kind` `offer` in bookings. Triggers see to it. */
  @Column({ type: 'text', default: 'waiting' })
  status: WaitStatus;

  @Column('integer', { nullable: true })
  readonly groupSessionId: number | null;

  @ManyToOne(() => GroupSession)
  @JoinColumn({ name: 'group_session_id', foreignKeyConstraintName: 'waitlist_entries_group_session_id_fkey' })
  readonly groupSession?: Relation<GroupSession>;

  @Column('integer', { nullable: true })
  readonly sessionTypeId: number | null;

  @ManyToOne(() => SessionType)
  @JoinColumn({ name: 'session_type_id', foreignKeyConstraintName: 'waitlist_entries_session_type_id_fkey' })
  readonly sessionType?: Relation<SessionType>;

  /** Days of the coach's zone, both included. */
  @Column('date', { nullable: true })
  readonly fromDate: string | null;

  @Column('date', { nullable: true })
  readonly toDate: string | null;

  /** 1 is Monday; null: any. */
  @Column('integer', { array: true, nullable: true })
  readonly weekdays: number[] | null;

  /** Minutes of the day between which the session may start. */
  @Column('integer', { nullable: true })
  readonly earliest: number | null;

  @Column('integer', { nullable: true })
  readonly latest: number | null;

  /** When nothing can be offered any more; null for slots. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly expiresAt: Date | null;

  /** The code of the reason why the client was passed over last. */
  @Column('text', { nullable: true })
  skippedFor: SkipReason | null;

  /** When the worker last looked whether there is something for it. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  lookedAt: Date | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;
}

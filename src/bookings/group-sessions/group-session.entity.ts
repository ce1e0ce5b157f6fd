import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { SessionType } from '../../availability/session-type.entity.js';
import { User } from '../../users/user.entity.js';

/**
 * A session of a coach with seats for several clients. A row of `kind` `group_session` in bookings keeps its time from others;
 * its seats are ordinary bookings. Triggers count the seats, and move and cancel them with it.
 */
@Entity('group_sessions')
@Check('group_sessions_seats', `seats_taken BETWEEN 0 AND capacity`)
@Check('group_sessions_capacity', `capacity BETWEEN 1 AND 500`)
@Check('group_sessions_end_after_start', `ends_at > starts_at`)
@Index('group_sessions_coach_starts_at_idx', ['coachId', 'startsAt', 'id'])
@Index('group_sessions_starts_at_idx', ['startsAt', 'id'])
@Index('group_sessions_session_type_idx', ['sessionTypeId'])
export class GroupSession {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'group_sessions_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'group_sessions_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('integer')
  readonly sessionTypeId: number;

  @ManyToOne(() => SessionType)
  @JoinColumn({ name: 'session_type_id', foreignKeyConstraintName: 'group_sessions_session_type_id_fkey' })
  readonly sessionType?: Relation<SessionType>;

  /** As it was called when the group session was made. */
  @Column('text')
  readonly sessionTypeName: string;

  @Column('timestamp with time zone', { precision: 3 })
  startsAt: Date;

  @Column('timestamp with time zone', { precision: 3 })
  endsAt: Date;

  @Column('integer')
  capacity: number;

  /** Active bookings and offers. A trigger counts. */
  @Column({ type: 'integer', default: 0, insert: false, update: false })
  readonly seatsTaken: number;

  /** Counts the changes of its time. A trigger counts. */
  @Column({ type: 'integer', default: 0, insert: false, update: false })
  readonly sequence: number;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  cancelledAt: Date | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;
}

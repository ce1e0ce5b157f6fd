import {
  Check,
  Column,
  Entity,
  Exclusion,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { User } from '../users/user.entity.js';
import { BOOKING_STATUSES, type BookingStatus } from './domain/booking-status.js';

/** A client's claim on one of a coach's slots. An active booking holds the slot alone. */
@Entity('bookings')
@Check('bookings_two_people', `coach_id <> client_id`)
@Check('bookings_slot_number_range', `slot_number BETWEEN 1 AND 10`)
@Check('bookings_time_whole', `(scheduled_at IS NULL) = (ends_at IS NULL)`)
@Check('bookings_end_after_start', `ends_at > scheduled_at`)
@Check('bookings_notes_length', `char_length(notes) <= 2000`)
@Exclusion(
  'bookings_coach_no_overlap',
  `USING gist (coach_id WITH =, tstzrange(scheduled_at, ends_at) WITH &&) WHERE (status IN ('pending', 'confirmed') AND scheduled_at IS NOT NULL)`,
)
@Exclusion(
  'bookings_client_no_overlap',
  `USING gist (client_id WITH =, tstzrange(scheduled_at, ends_at) WITH &&) WHERE (status IN ('pending', 'confirmed') AND scheduled_at IS NOT NULL)`,
)
@Index('bookings_active_slot_key', ['coachId', 'slotNumber'], {
  unique: true,
  where: `status IN ('pending', 'confirmed')`,
})
@Index('bookings_connection_idx', ['coachId', 'clientId'], { where: `status IN ('confirmed', 'completed')` })
@Index('bookings_created_at_idx', ['createdAt', 'id'])
@Index('bookings_coach_created_at_idx', ['coachId', 'createdAt', 'id'])
@Index('bookings_client_created_at_idx', ['clientId', 'createdAt', 'id'])
@Index('bookings_status_created_at_idx', ['status', 'createdAt', 'id'])
@Index('bookings_coach_calendar_idx', { synchronize: false })
@Index('bookings_calendar_idx', { synchronize: false })
export class Booking {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'bookings_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => User, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'bookings_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @Column('integer')
  readonly clientId: number;

  @ManyToOne(() => User, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'bookings_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column('integer')
  readonly slotNumber: number;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  scheduledAt: Date | null;

  /** Exclusive: the next session may start at this very moment. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  endsAt: Date | null;

  @Column('enum', { enum: BOOKING_STATUSES, enumName: 'booking_status', default: 'pending' })
  status: BookingStatus;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;
}

import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { Booking } from '../bookings/booking.entity.js';
import { GroupSession } from '../bookings/group-sessions/group-session.entity.js';

/** The room of a video session: of a booking, or of a group session and so of all its seats. */
@Entity('video_rooms')
@Unique('video_rooms_booking_id_key', ['bookingId'])
@Unique('video_rooms_group_session_id_key', ['groupSessionId'])
@Check('video_rooms_of_one', `num_nonnulls(booking_id, group_session_id) = 1`)
@Check('video_rooms_room_is_long', `char_length(room) BETWEEN 22 AND 100`)
export class VideoRoom {
  /** Nobody guesses it: 128 random bits at least. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'video_rooms_pkey' })
  readonly room: string;

  @Column('integer', { nullable: true })
  readonly bookingId: number | null;

  @ManyToOne(() => Booking, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'booking_id', foreignKeyConstraintName: 'video_rooms_booking_id_fkey' })
  readonly booking?: Relation<Booking> | null;

  @Column('integer', { nullable: true })
  readonly groupSessionId: number | null;

  @ManyToOne(() => GroupSession, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'group_session_id', foreignKeyConstraintName: 'video_rooms_group_session_id_fkey' })
  readonly groupSession?: Relation<GroupSession> | null;

  @Column('timestamp with time zone', { precision: 3 })
  readonly createdAt: Date;
}

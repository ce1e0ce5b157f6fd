import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';
import { SessionType } from '../availability/session-type.entity.js';
import type { PaymentMethod, PaymentStatus } from './payment/payment-states.js';
import type { Attendance } from './outcomes/domain/attendance.js';
import { BookingConstraints } from './booking-constraints.js';
import { BOOKING_STATUSES, type BookingActor, type BookingStatus } from './domain/booking-status.js';

/**
 * A client's claim on one of a coach's slots, or on a time in the coach's calendar. While it is active nobody else can have that
 * slot or time. Rows of another `kind` keep a time or slot as well, and no list or figure shows them: a `hold` for minutes, an `offer`
 * to somebody on the waitlist, a `group_session` for its coach. Seats in a group session are bookings.
 */
@Entity('bookings')
@BookingConstraints()
@Index('bookings_active_slot_key', ['coachId', 'slotNumber'], {
  unique: true,
  where: `status IN ('pending', 'confirmed')`,
})
@Index('bookings_connection_idx', ['coachId', 'clientId'], { where: `status IN ('confirmed', 'completed')` })
@Index('bookings_created_at_idx', ['createdAt', 'id'])
@Index('bookings_credit_purchase_id_idx', ['creditPurchaseId'], { where: 'credit_purchase_id IS NOT NULL' })
@Index('bookings_coach_created_at_idx', ['coachId', 'createdAt', 'id'])
@Index('bookings_client_created_at_idx', ['clientId', 'createdAt', 'id'])
@Index('bookings_status_created_at_idx', ['status', 'createdAt', 'id'])
@Index('bookings_coach_holds_idx', ['coachId'], { where: `kind = 'hold'` })
@Index('bookings_client_holds_idx', ['clientId'], { where: `kind = 'hold'` })
@Index('bookings_coach_offers_idx', ['coachId'], { where: `kind = 'offer'` })
@Index('bookings_client_offers_idx', ['clientId'], { where: `kind = 'offer'` })
@Index('bookings_offer_key', ['waitlistEntryId'], { unique: true, where: `kind = 'offer'` })
@Index('bookings_group_session_idx', ['groupSessionId'], { where: `group_session_id IS NOT NULL` })
@Index('bookings_group_session_key', ['groupSessionId'], { unique: true, where: `kind = 'group_session'` })
@Index('bookings_active_seat_key', ['groupSessionId', 'clientId'], {
  unique: true,
  where: `group_session_id IS NOT NULL AND kind <> 'group_session' AND status IN ('pending', 'confirmed')`,
})
@Index('bookings_series_idx', ['seriesId', 'seriesAt'], { where: `series_id IS NOT NULL` })
@Index('bookings_started_idx', ['scheduledAt'], {
  where: `kind = 'booking' AND status = 'pending' AND scheduled_at IS NOT NULL`,
})
@Index('bookings_ended_idx', ['endsAt'], {
  where: `kind = 'booking' AND status = 'confirmed' AND ends_at IS NOT NULL`,
})
@Index('bookings_session_type_idx', ['sessionTypeId'], { where: `session_type_id IS NOT NULL` })
@Index('bookings_late_idx', ['coachId', 'scheduledAt'], {
  where: `is_late_cancellation AND late_fee_waived_at IS NULL`,
})
@Index('bookings_contested_idx', ['createdAt', 'id'], {
  where: `attendance_contested_at IS NOT NULL AND attendance_decided_at IS NULL`,
})
@Index('bookings_due_idx', ['coachId'], { where: `payment_status = 'due'` })
@Index('bookings_unpaid_idx', ['payUntil'], { where: `pay_until IS NOT NULL` })
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

  /** Null for the row that keeps the time of a group session. */
  @Column('integer', { nullable: true })
  readonly clientId: number | null;

  @ManyToOne(() => User, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'bookings_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column({ type: 'text', default: 'booking' })
  readonly kind: 'booking' | 'hold' | 'offer' | 'group_session';

  /** Of a seat, and of the row that keeps the group session's time. */
  @Column('integer', { nullable: true })
  readonly groupSessionId: number | null;

  @ManyToOne('GroupSession')
  @JoinColumn({ name: 'group_session_id', foreignKeyConstraintName: 'bookings_group_session_id_fkey' })
  readonly groupSession?: object;

  @Column('integer', { nullable: true })
  readonly seriesId: number | null;

  @ManyToOne('Series')
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'bookings_series_id_fkey' })
  readonly series?: object;

  /** The time that the series gives it. One that was moved by itself has another. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly seriesAt: Date | null;

  /** Of an offer. */
  @Column('integer', { nullable: true })
  readonly waitlistEntryId: number | null;

  @ManyToOne('WaitlistEntry')
  @JoinColumn({ name: 'waitlist_entry_id', foreignKeyConstraintName: 'bookings_waitlist_entry_id_fkey' })
  readonly waitlistEntry?: object;

  /** Null when a time was booked. */
  @Column('integer', { nullable: true })
  readonly slotNumber: number | null;

  @Column('integer', { nullable: true })
  readonly sessionTypeId: number | null;

  @ManyToOne(() => SessionType)
  @JoinColumn({ name: 'session_type_id', foreignKeyConstraintName: 'bookings_session_type_id_fkey' })
  readonly sessionType?: Relation<SessionType>;

  /** As it was called when it was booked. */
  @Column('text', { nullable: true })
  readonly sessionTypeName: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  scheduledAt: Date | null;

  /** Exclusive: the next session may start at this very moment. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  endsAt: Date | null;

  @Column('enum', { enum: BOOKING_STATUSES, enumName: 'booking_status', default: 'pending' })
  status: BookingStatus;

  @Column('text', { nullable: true })
  notes: string | null;

  /** Minutes before the session in which its coach is free. */
  @Column('integer', { default: 0 })
  readonly bufferBefore: number;

  /** Minutes after the session in which its coach is free. */
  @Column('integer', { default: 0 })
  readonly bufferAfter: number;

  @Column('uuid', { nullable: true })
  readonly holdId: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly heldUntil: Date | null;

  /** Until so many minutes before the start its client may move it. */
  @Column('integer', { default: 720 })
  readonly moveNoticeMinutes: number;

  /** From so many minutes before the start on, a cancellation by its client is late. */
  @Column('integer', { default: 720 })
  readonly cancelNoticeMinutes: number;

  /** Of its price: what a late cancellation by its client costs. The policy of its coach when it was booked; a trigger keeps it. */
  @Column('smallint', { default: 0 })
  readonly lateCancellationPercent: number;

  /** Of its price: what it costs its client not to come. */
  @Column('smallint', { default: 0 })
  readonly noShowPercent: number;

  /** Null as well for what was cancelled before this was noted. */
  @Column({ type: 'text', nullable: true })
  cancelledBy: BookingActor | null;

  @Column('text', { nullable: true })
  cancelReason: string | null;

  @Column('boolean', { default: false })
  isLateCancellation: boolean;

  /** What it costs, in the smallest unit of the currency; null: nothing. A trigger copies it from the session type. */
  @Column('integer', { nullable: true })
  readonly priceMinor: number | null;

  @Column('text', { nullable: true })
  readonly currency: string | null;

  @Column('text', { default: 'none' })
  readonly paymentStatus: PaymentStatus;

  @Column('text', { nullable: true })
  readonly paymentMethod: PaymentMethod | null;

  /** What is due, or was paid. */
  @Column('integer', { nullable: true })
  readonly paymentMinor: number | null;

  /** Of what was paid. */
  @Column('integer', { default: 0 })
  readonly refundedMinor: number;

  /** When it is cancelled unless it was paid. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly payUntil: Date | null;

  /** The purchase whose credit pays for it. A trigger writes it, and what becomes of the credit. */
  @Column('integer', { nullable: true })
  readonly creditPurchaseId: number | null;

  @ManyToOne('PackPurchase')
  @JoinColumn({ name: 'credit_purchase_id', foreignKeyConstraintName: 'bookings_credit_purchase_id_fkey' })
  readonly creditPurchase?: object;

  /** When the freed time was taken again, so that the late cancellation costs nothing. A trigger writes it. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly lateFeeWaivedAt: Date | null;

  /** Who came. Only of a session that is confirmed or completed. */
  @Column('text', { nullable: true })
  readonly attendance: Attendance | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly attendanceAt: Date | null;

  /** What an admin has said stands. */
  @Column('text', { nullable: true })
  readonly attendanceBy: 'coach' | 'admin' | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly attendanceContestedAt: Date | null;

  @Column('text', { nullable: true })
  readonly attendanceContestReason: string | null;

  /** When an admin closed the contest. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly attendanceDecidedAt: Date | null;

  /** Counts the changes of status or time. A trigger counts. */
  @Column({ type: 'integer', default: 0, insert: false, update: false })
  readonly sequence: number;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;
}

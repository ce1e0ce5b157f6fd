import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Locale } from './domain/locale.js';
import { ROLES, type Role } from './role.js';

/**
 * Anyone who can log in: a client, a coach or an admin, with their profile. A deleted user leaves an empty row without
 * role and email, a tombstone: other people's history refers to it.
 */
@Entity('users')
@Index('users_email_key', { synchronize: false })
@Check('users_full_name_length', `char_length(full_name) BETWEEN 1 AND 255`)
@Check('users_age_range', `age BETWEEN 0 AND 150`)
@Check('users_measures_positive', `height > 0 AND weight > 0 AND bicep_size > 0 AND waist > 0`)
@Check('users_available_slots_total', `total_slots BETWEEN 1 AND 500 AND available_slots <= total_slots`)
@Check(
  'users_tombstone_is_empty',
  `CASE WHEN deleted_at IS NULL THEN email IS NOT NULL AND role IS NOT NULL ELSE email IS NULL AND role IS NULL AND password_hash = '' AND full_name = 'Deleted user' AND NOT is_active AND NOT is_verified AND num_nonnulls(age, gender, height, weight, bicep_size, waist, target_goals, dietary_restrictions, health_complications, injuries, gym_access, supplements, referral_source, track_record, experience, certifications, competitions, qualifications, specialties, strengths, custom_fields) = 0 END`,
)
@Index('users_created_at_idx', ['createdAt', 'id'])
@Index('users_role_created_at_idx', ['role', 'createdAt', 'id'])
@Check('users_time_zone_length', `char_length(time_zone) BETWEEN 1 AND 64`)
@Check('users_tombstone_has_no_zone', `deleted_at IS NULL OR time_zone IS NULL`)
@Check('users_locale_known', `locale IN ('en', 'de')`)
@Check(
  'users_reminder_minutes',
  `cardinality(reminder_minutes) <= 5 AND array_position(reminder_minutes, NULL) IS NULL AND 5 <= ALL (reminder_minutes) AND 10080 >= ALL (reminder_minutes) AND reminder_minutes[1] > reminder_minutes[2] AND reminder_minutes[2] > reminder_minutes[3] AND reminder_minutes[3] > reminder_minutes[4] AND reminder_minutes[4] > reminder_minutes[5]`,
)
@Check(
  'users_tombstone_has_no_choices',
  `deleted_at IS NULL OR email_verified_at IS NULL AND locale = 'en' AND reminder_minutes = '{1440,120}' AND mail_bookings AND mail_reminders AND mail_waitlist AND mail_reviews`,
)
@Index('users_coach_full_name_idx', { synchronize: false })
@Index('users_coach_strengths_idx', { synchronize: false })
@Index('users_coach_specialties_idx', { synchronize: false })
@Index('users_coach_name_idx', { synchronize: false })
@Index('users_client_name_idx', { synchronize: false })
@Index('users_name_idx', { synchronize: false })
@Index('users_full_name_idx', { synchronize: false })
@Index('users_email_idx', { synchronize: false })
@Check('users_rating_in_range', `rating_sum BETWEEN rating_count AND 5 * rating_count`)
@Check('users_tombstone_has_no_rating', `deleted_at IS NULL OR rating_count = 0`)
@Index('users_coach_rating_idx', { synchronize: false })
export class User {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'users_pkey',
  })
  readonly id: number;

  /** Unique, and case does not count. Null only on a tombstone. */
  @Column('citext', { nullable: true })
  email: string | null;

  @Column('text', { select: false })
  passwordHash: string;

  @Column('text')
  fullName: string;

  /** Null only on a tombstone. */
  @Column('enum', { enum: ROLES, enumName: 'user_role', default: 'client', nullable: true })
  role: Role | null;

  /** An IANA name; null means UTC. Today and the last 30 days are days of this zone. */
  @Column('text', { nullable: true })
  timeZone: string | null;

  /** The language of mails and notifications. */
  @Column('text', { default: 'en' })
  locale: Locale;

  /** Which mails they want. */
  @Column('boolean', { default: true })
  mailBookings: boolean;

  @Column('boolean', { default: true })
  mailReminders: boolean;

  @Column('boolean', { default: true })
  mailWaitlist: boolean;

  @Column('boolean', { default: true })
  mailReviews: boolean;

  /** How long before a session a client is reminded, the longest first. */
  @Column('integer', { array: true, default: () => `'{1440,120}'` })
  reminderMinutes: number[];

  /** When the user proved that mail to `email` reaches them. Another email is unproved again. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  emailVerifiedAt: Date | null;

  @Column('boolean', { default: true })
  isActive: boolean;

  @Column('boolean', { default: false })
  isVerified: boolean;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt: Date;

  /** Set on a tombstone. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  deletedAt: Date | null;

  /** Years. */
  @Column('integer', { nullable: true })
  age: number | null;

  @Column('text', { nullable: true })
  gender: string | null;

  /** Centimetres. */
  @Column('double precision', { nullable: true })
  height: number | null;

  /** Kilograms. */
  @Column('double precision', { nullable: true })
  weight: number | null;

  /** Centimetres. */
  @Column('double precision', { nullable: true })
  bicepSize: number | null;

  /** Centimetres. */
  @Column('double precision', { nullable: true })
  waist: number | null;

  @Column('text', { nullable: true })
  targetGoals: string | null;

  @Column('text', { nullable: true })
  dietaryRestrictions: string | null;

  @Column('text', { nullable: true })
  healthComplications: string | null;

  @Column('text', { nullable: true })
  injuries: string | null;

  @Column('text', { nullable: true })
  gymAccess: string | null;

  @Column('text', { nullable: true })
  supplements: string | null;

  @Column('text', { nullable: true })
  referralSource: string | null;

  @Column('text', { nullable: true })
  trackRecord: string | null;

  @Column('text', { nullable: true })
  experience: string | null;

  @Column('text', { nullable: true })
  certifications: string | null;

  @Column('text', { nullable: true })
  competitions: string | null;

  @Column('text', { nullable: true })
  qualifications: string | null;

  @Column('text', { nullable: true })
  specialties: string | null;

  @Column('jsonb', { nullable: true })
  customFields: Record<string, unknown> | null;

  @Column('text', { nullable: true })
  strengths: string | null;

  /** Slots of a coach, numbered from 1. */
  @Column({ type: 'integer', default: 10 })
  totalSlots: number;

  /** Counted by the trigger `A_bookings_count_slots`; PostgreSQL refuses any other writer. */
  @Column({ type: 'integer', default: 10, update: false, insert: false })
  readonly availableSlots: number;

  /** Published reviews of a coach, and the sum of their stars. A trigger of reviews counts; PostgreSQL refuses any other writer. */
  @Column({ type: 'integer', default: 0, update: false, insert: false })
  readonly ratingCount: number;

  @Column({ type: 'integer', default: 0, update: false, insert: false })
  readonly ratingSum: number;
}

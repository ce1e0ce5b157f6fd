import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { LOCK_KEYS } from '../database/lock-keys.js';
import { Clock } from '../time/clock.js';
import type { UserDto } from './dto/user.dto.js';
import type { LockedUser, UserChange } from './domain/account.js';
import { USER_COLUMNS } from './user-columns.js';
import { UserNotFoundError } from './user-errors.js';

const LOCK = `
  SELECT u.id, u.role, u.is_active AS "isActive",
         EXISTS (SELECT FROM users o WHERE o.role = 'admin' AND o.is_active AND o.id <> u.id) AS "hasOtherAdmin",
         EXISTS (SELECT FROM users a WHERE a.role = 'admin' AND a.is_active AND a.id = $2) AS "isAskedByAdmin"
    FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL FOR UPDATE OF u`;

const CHANGE = `
  UPDATE users u
     SET email = coalesce($2, u.email), full_name = coalesce($3, u.full_name), role = coalesce($4, u.role),
         is_active = coalesce($5, u.is_active), is_verified = coalesce($6, u.is_verified),
         updated_at = coalesce($7, u.updated_at)
   WHERE u.id = $1
  RETURNING ${USER_COLUMNS}`;

const EMPTY = `
  UPDATE users
     SET email = NULL, password_hash = '', full_name = 'Deleted user', role = NULL, is_active = false,
         is_verified = false, age = NULL, gender = NULL, height = NULL, weight = NULL, bicep_size = NULL, waist = NULL,
         target_goals = NULL, dietary_restrictions = NULL, health_complications = NULL, injuries = NULL,
         gym_access = NULL, supplements = NULL, referral_source = NULL, track_record = NULL, experience = NULL,
         certifications = NULL, competitions = NULL, qualifications = NULL, specialties = NULL, strengths = NULL,
         custom_fields = NULL, time_zone = NULL, updated_at = $2, deleted_at = $2
   WHERE id = $1`;

/** Rows of users as admins write them, within a transaction that has locked them. */
@Injectable()
export class UserRecordsService {
  constructor(private readonly clock: Clock) {}

  /**
   * Locks a user against everyone, and admins against each other: two who demote one another at once must not both
   * find that an admin is left, nor that they still are one. UserNotFoundError when there is no such user, or no more.
   */
  async lock(tx: Transaction, adminId: number, id: number): Promise<LockedUser> {
    await tx.rows(`SELECT pg_advisory_xact_lock($1)`, [LOCK_KEYS.administration]);
    const [user] = await tx.rows<LockedUser>(LOCK, [id, adminId]);
    if (!user) throw new UserNotFoundError();
    return user;
  }

  /** Changes what is given; EmailTakenError's constraint says no to an email of someone else. */
  async change(tx: Transaction, id: number, change: UserChange): Promise<UserDto> {
    const { email, fullName, role, isActive, isVerified } = change;
    const changedAt = Object.keys(change).length > 0 ? this.clock.now() : null;
    const values = [id, email, fullName, role, isActive, isVerified, changedAt];
    return tx.one<UserDto>(CHANGE, values);
  }

  /** Leaves the id and when it came and went; PostgreSQL refuses a tombstone that holds more. */
  async empty(tx: Transaction, id: number): Promise<void> {
    await tx.rows(EMPTY, [id, this.clock.now()]);
  }
}

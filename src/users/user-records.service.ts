import { Injectable } from '@nestjs/common';
import { actorText, type AnyActing } from '../database/acting.js';
import type { Transaction } from '../database/database.js';
import { LOCK_KEYS } from '../database/lock-keys.js';
import type { EventType } from '../outbox/event-types.js';
import type { Actor, NewEvent } from '../outbox/events.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Clock } from '../time/clock.js';
import type { UserDto } from './dto/user.dto.js';
import type { LockedUser, UserChange } from './domain/account.js';
import { User } from './user.entity.js';
import { UserNotFoundError } from './user-errors.js';
import { UsersService } from './users.service.js';

const LOCK = `
  SELECT u.id, u.role, u.email, u.is_active AS "isActive", u.created_at AS "createdAt",
         EXISTS (SELECT FROM users o WHERE o.role = 'admin' AND o.is_active AND o.id <> u.id) AS "hasOtherAdmin",
         EXISTS (SELECT FROM users a WHERE a.role = 'admin' AND a.is_active AND a.id = $2) AS "isAskedByAdmin"
    FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL FOR UPDATE OF u`;

/**
 * The turns of those who write bookings of the user come before any row, as everywhere. Triggers note what the admin does from here on.
 */
const TAKE_TURN = `SELECT pg_advisory_xact_lock($1), bookings_take_turns_of($3), set_config('app.actor', $2, true)`;

/** The settings of somebody who has chosen nothing. */
const NO_CHOICES = {
  timeZone: null,
  locale: 'en',
  mailBookings: true,
  mailReminders: true,
  mailWaitlist: true,
  mailReviews: true,
  reminderMinutes: [1440, 120],
  emailVerifiedAt: null,
} satisfies Partial<User>;

/** A profile without data. */
const NO_DETAILS = {
  age: null,
  gender: null,
  height: null,
  weight: null,
  bicepSize: null,
  waist: null,
  targetGoals: null,
  dietaryRestrictions: null,
  healthComplications: null,
  injuries: null,
  gymAccess: null,
  supplements: null,
  referralSource: null,
  trackRecord: null,
  experience: null,
  certifications: null,
  competitions: null,
  qualifications: null,
  specialties: null,
  strengths: null,
  customFields: null,
} as const;

/** The fields that admins change, as on the wire. */
const FIELD_OF = {
  email: 'email',
  fullName: 'full_name',
  role: 'role',
  isActive: 'is_active',
  isVerified: 'is_verified',
} as const satisfies Record<keyof UserChange, string>;

type By = Pick<Actor, 'id' | 'role'>;

const eventOf = (type: EventType, { id, role }: By, subjectId: number): NewEvent => ({
  ...{ type, subjectKind: 'account', subjectId, actor: { id, role }, data: {} },
});

/** The rows of users that admins change, inside a transaction that has locked them. */
@Injectable()
export class UserRecordsService {
  constructor(
    private readonly users: UsersService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Locks a user, and makes admins take turns: otherwise two admins who demote each other at once would both see that
   * another admin is left. Whoever books, moves or cancels something of the user just now is waited for. Throws UserNotFoundError when the user does not exist or is deleted.
   */
  async lock(tx: Transaction, admin: AnyActing, id: number): Promise<LockedUser> {
    await tx.rows(TAKE_TURN, [LOCK_KEYS.administration, actorText(admin), id]);
    const [user] = await tx.rows<LockedUser>(LOCK, [id, admin.id]);
    if (!user) throw new UserNotFoundError();
    return user;
  }

  /** Changes the given fields. PostgreSQL refuses the email of another account: EmailTakenError. */
  async change(
    tx: Transaction,
    admin: By,
    id: number,
    change: UserChange & Pick<Partial<User>, 'emailVerifiedAt'>,
  ): Promise<UserDto> {
    if (Object.keys(change).length > 0) {
      await tx.repository(User).update({ id }, { ...change, updatedAt: this.clock.now() });
      const { emailVerifiedAt: _, ...written } = change;
      const data = { changed: Object.keys(written).map((property) => FIELD_OF[property as keyof UserChange]) };
      await this.outbox.record(tx, { ...eventOf('account.changed', admin, id), data });
    }
    return this.users.read(tx, id);
  }

  /** Keeps the id and the times of creation and deletion. PostgreSQL refuses a tombstone that holds more. */
  async empty(tx: Transaction, by: By, id: number): Promise<void> {
    const now = this.clock.now();
    const account = { email: null, passwordHash: '', fullName: 'Deleted user', role: null };
    const state = { isActive: false, isVerified: false, updatedAt: now, deletedAt: now };
    await tx.repository(User).update({ id }, { ...account, ...state, ...NO_CHOICES, ...NO_DETAILS });
    await this.outbox.record(tx, eventOf('account.deleted', by, id));
  }
}

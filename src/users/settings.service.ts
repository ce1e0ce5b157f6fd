import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, type Handle } from '../database/database.js';
import { Outbox } from '../outbox/outbox.service.js';
import { Clock } from '../time/clock.js';
import { longestFirst } from './domain/reminder-minutes.js';
import type { ChangeSettingsDto, SettingsDto } from './dto/settings.dto.js';
import type { Role } from './role.js';
import { UserNotFoundError } from './user-errors.js';
import { User } from './user.entity.js';

/** The kinds of mail that a user can switch off. */
export const MAIL_KINDS = ['bookings', 'reminders', 'waitlist', 'reviews'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

const COLUMN_OF = {
  bookings: 'mailBookings',
  reminders: 'mailReminders',
  waitlist: 'mailWaitlist',
  reviews: 'mailReviews',
} as const satisfies Record<MailKind, keyof User>;

const SETTINGS = {
  ...{ id: true, timeZone: true, locale: true, reminderMinutes: true },
  ...{ mailBookings: true, mailReminders: true, mailWaitlist: true, mailReviews: true },
} as const;

type Choices = Partial<Pick<User, Exclude<keyof typeof SETTINGS, 'id'>>>;

/** Whose settings change. They themselves change them. */
interface Owner {
  readonly id: number;
  readonly role: Role;
}

/** Settings of users. Methods throw UserNotFoundError when the user was deactivated or deleted after the access guard ran. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  find(userId: number): Promise<SettingsDto> {
    return this.read(this.database, userId);
  }

  /** Changes only the given fields. The event makes reminders be planned anew. */
  async change(owner: Owner, wanted: ChangeSettingsDto): Promise<SettingsDto> {
    const changes = columnsOf(wanted);
    if (Object.keys(changes).length === 0) return this.find(owner.id);
    return this.database.transaction(async (tx) => {
      await this.write(tx, owner, changes, fieldsOf(wanted));
      return this.read(tx, owner.id);
    });
  }

  /** Switches one kind of mail off, also for a deactivated user. Nothing happens when it is off, or the user is deleted. */
  async switchOff(userId: number, kind: MailKind): Promise<void> {
    const column = COLUMN_OF[kind];
    await this.database.transaction(async (tx) => {
      const user = await tx.repository(User).findOne({
        select: { id: true, role: true },
        where: { id: userId, [column]: true },
        lock: { mode: 'for_no_key_update' },
      });
      if (user?.role) await this.write(tx, { id: userId, role: user.role }, { [column]: false }, [`mail.${kind}`]);
    });
  }

  private async write(tx: Handle, { id, role }: Owner, changes: Choices, fields: readonly string[]): Promise<void> {
    await tx.repository(User).update({ id, deletedAt: IsNull() }, { ...changes, updatedAt: this.clock.now() });
    await this.outbox.record(tx, {
      type: 'account.settings_changed',
      subjectKind: 'account',
      subjectId: id,
      actor: { id, role },
      data: { changed: fields },
    });
  }

  private async read(db: Handle, userId: number): Promise<SettingsDto> {
    const user = await db.repository(User).findOne({ select: SETTINGS, where: { id: userId, isActive: true } });
    if (!user) throw new UserNotFoundError();
    const { timeZone, locale, mailBookings, mailReminders, mailWaitlist, mailReviews, reminderMinutes } = user;
    return {
      time_zone: timeZone,
      locale,
      mail: { bookings: mailBookings, reminders: mailReminders, waitlist: mailWaitlist, reviews: mailReviews },
      reminder_minutes: reminderMinutes,
    };
  }
}

function columnsOf({ time_zone: timeZone, locale, mail = {}, reminder_minutes: minutes }: ChangeSettingsDto) {
  const kinds = MAIL_KINDS.filter((kind) => mail[kind] !== undefined);
  return {
    ...(timeZone !== undefined && { timeZone }),
    ...(locale !== undefined && { locale }),
    ...Object.fromEntries(kinds.map((kind) => [COLUMN_OF[kind], mail[kind]])),
    ...(minutes !== undefined && { reminderMinutes: longestFirst(minutes) }),
  } satisfies Choices;
}

/** The names of the fields that somebody sent, as on the wire. */
function fieldsOf({ mail = {}, ...rest }: ChangeSettingsDto): string[] {
  const kinds = MAIL_KINDS.filter((kind) => mail[kind] !== undefined).map((kind) => `mail.${kind}`);
  return [...Object.keys(rest), ...kinds];
}

import { Injectable } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';
import { Database } from '../database/database.js';
import { toProperties, toWire } from '../database/rows/wire-rows.js';
import { Clock } from '../time/clock.js';
import type { OwnUserDto } from './dto/user.dto.js';
import { PROFILE_FIELDS, OWN_USER_FIELDS } from './user-columns.js';
import { UserNotFoundError } from './user-errors.js';
import { User } from './user.entity.js';

/** The fields of a profile that its owner changes. Null empties a field. */
type Written = Partial<Pick<OwnUserDto, (typeof PROFILE_FIELDS)[number]>>;

/** Profiles: the part of a user that the user changes. Never role, email or state. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes only the given fields. Throws UserNotFoundError when the user was deactivated or deleted after the access
   * guard ran.
   */
  async change(id: number, written: Written): Promise<OwnUserDto> {
    const changes = toProperties(this.users.metadata.columns, PROFILE_FIELDS, written);
    const user = Object.keys(changes).length === 0 ? await this.find(id) : await this.update(id, changes);
    if (!user) throw new UserNotFoundError();
    return user;
  }

  private async find(id: number): Promise<OwnUserDto | null> {
    const user = await this.users.findOneBy({ id, isActive: true });
    if (!user) return null;
    const row = toWire<OwnUserDto>(this.users.metadata.columns, OWN_USER_FIELDS, user);
    return { ...row, email_verified_at: user.emailVerifiedAt?.toISOString() ?? null };
  }

  /** One statement: it returns the changed row. */
  private async update(id: number, changes: ObjectLiteral): Promise<OwnUserDto | null> {
    const update = this.users
      .createQueryBuilder()
      .update({ ...changes, updatedAt: this.clock.now() })
      .where({ id, isActive: true })
      .returning(OWN_USER_FIELDS.join(', '));
    const [user] = (await update.execute()).raw as OwnUserDto[];
    return user ?? null;
  }

  private get users() {
    return this.database.repository(User);
  }
}

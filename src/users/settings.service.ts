import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { ChangeSettingsDto, SettingsDto } from './dto/settings.dto.js';
import { UserNotFoundError } from './user-errors.js';
import { User } from './user.entity.js';

/** Settings of users. Methods throw UserNotFoundError when the user was deactivated or deleted after the access guard ran. */
@Injectable()
export class SettingsService {
  constructor(private readonly database: Database) {}

  async find(userId: number): Promise<SettingsDto> {
    const user = await this.users.findOne({
      select: { id: true, timeZone: true },
      where: { id: userId, isActive: true },
    });
    if (!user) throw new UserNotFoundError();
    return { time_zone: user.timeZone };
  }

  /** Changes only the given fields. */
  async change(userId: number, { time_zone: timeZone }: ChangeSettingsDto): Promise<SettingsDto> {
    if (timeZone !== undefined) await this.users.update({ id: userId, isActive: true }, { timeZone });
    return this.find(userId);
  }

  private get users() {
    return this.database.repository(User);
  }
}

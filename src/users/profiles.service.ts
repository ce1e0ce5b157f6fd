import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { updateFromJson } from '../database/json-writes.js';
import { Clock } from '../time/clock.js';
import { PROFILE_FIELDS, USER_FIELDS, type UserDto } from './dto/user.dto.js';
import { UserNotFoundError } from './user-errors.js';

/** What of a profile its owner writes; null empties a field. */
type Written = Partial<Pick<UserDto, (typeof PROFILE_FIELDS)[number]>>;

/** Who was deactivated or deleted while asking gets no profile back. */
const CHANGE = updateFromJson({
  table: 'users',
  columns: [...PROFILE_FIELDS, 'updated_at'],
  condition: 't.id = $2 AND t.is_active',
  returning: USER_FIELDS,
});

/** What people tell of themselves. Never their role, email or state. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Only what is written changes. */
  async change(userId: number, written: Written): Promise<UserDto> {
    const isEmpty = Object.keys(written).length === 0;
    const changes = isEmpty ? {} : { ...written, updated_at: this.clock.now() };
    const [user] = await this.database.rows<UserDto>(CHANGE, [JSON.stringify(changes), userId]);
    if (!user) throw new UserNotFoundError();
    return user;
  }
}

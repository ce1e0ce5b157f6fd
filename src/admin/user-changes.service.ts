import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
import type { Principal } from '../auth/access/principal.js';
import { Sessions } from '../auth/logins/sessions.js';
import { BookingsService } from '../bookings/bookings.service.js';
import { Database, within } from '../database/database.js';
import type { UserChange } from '../users/domain/account.js';
import type { UserDto } from '../users/dto/user.dto.js';
import { UserRecords } from '../users/user-records.js';
import { assertMayChange, changesRole } from './domain/account-rules.js';

/** What admins change of others. The user's row stays locked from the question to the deed. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly database: Database,
    private readonly records: UserRecords,
    private readonly bookings: BookingsService,
    private readonly sessions: Sessions,
    private readonly accessLog: AccessLogService,
  ) {}

  /** Changes what is given. A deactivated user is out at once. Errors: those of assertMayChange, and EmailTakenError. */
  async change(me: Principal, id: number, change: UserChange): Promise<UserDto> {
    return this.database.transaction(async (manager) => {
      const user = await this.records.lock(manager, me.id, id);
      const isBound = changesRole(user, change) && (await this.bookings.hasActive(manager, id));
      assertMayChange(me.id, user, change, isBound);
      if (change.isActive === false) await this.sessions.endAll(manager, id);
      const changed = await this.records.change(manager, id, change);
      await this.accessLog.recordProfiles(within(manager), me, [changed]);
      return changed;
    });
  }
}

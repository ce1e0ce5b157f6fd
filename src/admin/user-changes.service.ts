import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
import type { Principal } from '../auth/access/principal.js';
import { EmailChangesService } from '../auth/accounts/email-changes.service.js';
import { LoginSessionsService } from '../auth/logins/login-sessions.service.js';
import { BookingsService } from '../bookings/bookings.service.js';
import { Database } from '../database/database.js';
import type { UserChange } from '../users/domain/account.js';
import type { UserDto } from '../users/dto/user.dto.js';
import { UserRecordsService } from '../users/user-records.service.js';
import { assertMayChange, changesRole, endsBookability } from './domain/account-rules.js';

/** How admins change users. The user's row stays locked from the check to the change. */
@Injectable()
export class UserChangesService {
  constructor(
    private readonly database: Database,
    private readonly records: UserRecordsService,
    private readonly bookings: BookingsService,
    private readonly sessions: LoginSessionsService,
    private readonly accessLog: AccessLogService,
    private readonly emails: EmailChangesService,
  ) {}

  /**
   * Changes the given fields. Deactivating ends the user's login sessions. Another role ends what they have by the old one, such as their
   * places on waitlists. Another email ends the links of the account. Throws the errors of assertMayChange, and EmailTakenError.
   */
  async change(me: Principal, id: number, change: UserChange): Promise<UserDto> {
    return this.database.transaction(async (tx) => {
      const user = await this.records.lock(tx, me, id);
      const isBound = changesRole(user, change) && (await this.bookings.hasActive(tx, id));
      assertMayChange(me.id, user, change, isBound);
      if (change.isActive === false) await this.sessions.endAll(tx, id);
      const isMoved = change.email !== undefined && change.email !== user.email;
      const changed = await this.records.change(tx, me, id, { ...change, ...(isMoved && { emailVerifiedAt: null }) });
      // Now nothing that passes on is offered to them.
      if (changesRole(user, change)) await this.bookings.endRoleOf(tx, id, me);
      else if (endsBookability(user, change, this.bookings.needsApproval)) await this.bookings.dropHoldsOf(tx, id);
      if (isMoved) await this.emails.followAdmin(tx, me, user, changed.email);
      await this.accessLog.recordProfiles(tx, me, [changed]);
      return changed;
    });
  }
}

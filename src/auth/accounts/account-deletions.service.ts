import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import { AccountLinksService } from '../links/account-links.service.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';

/** Ends the access of deleted users. */
@Injectable()
export class AccountDeletionsService {
  constructor(
    private readonly sessions: LoginSessionsService,
    private readonly links: AccountLinksService,
  ) {}

  /** Ends all sessions and deletes all links of a user, whose row the caller has locked and empties later. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await this.sessions.endAll(tx, userId);
    await this.links.forget(tx, userId);
  }
}

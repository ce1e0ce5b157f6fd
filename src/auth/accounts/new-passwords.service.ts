import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { Clock } from '../../time/clock.js';
import type { Role } from '../../users/role.js';
import { passwordChangedMail } from '../links/account-mails.js';
import { AccountLinksService } from '../links/account-links.service.js';
import { AttemptCountsService } from '../logins/attempt-counts.service.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';

/** Whose password has changed. */
interface Owner {
  readonly id: number;
  readonly role: Role;
  /** The email, in lower case. */
  readonly account: string;
}

/** What follows from a new password, however it came about. */
@Injectable()
export class NewPasswordsService {
  constructor(
    private readonly sessions: LoginSessionsService,
    private readonly links: AccountLinksService,
    private readonly counts: AttemptCountsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction that has stored it. Nobody who knew the old password has a session or a link left. Failed logins no
   * longer count, and the owner is told.
   */
  async follow(tx: Transaction, { id, role, account }: Owner, keptSession: string | null = null): Promise<void> {
    await this.sessions.endAll(tx, id, keptSession);
    await this.links.end(tx, id, account);
    await this.counts.forget(tx, account);
    await this.outbox.record(tx, {
      type: 'account.password_changed',
      subjectKind: 'account',
      subjectId: id,
      actor: { id, role },
      data: {},
    });
    await this.outbox.enqueue(tx, [passwordChangedMail(id, this.clock.now())]);
  }
}

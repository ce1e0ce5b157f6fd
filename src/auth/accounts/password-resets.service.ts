import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { emailKeyOf } from '../../users/user-columns.js';
import { User } from '../../users/user.entity.js';
import { TokenInvalidError, WeakPasswordError } from '../auth-errors.js';
import { linkMail } from '../links/account-mails.js';
import { AccountLinksService } from '../links/account-links.service.js';
import { MailThrottleService } from '../links/mail-throttle.service.js';
import { isCommonPassword } from './common-passwords.js';
import { plainForm } from './domain/password-forms.js';
import { passwordFault } from './domain/password-policy.js';
import { NewPasswordsService } from './new-passwords.service.js';
import { PasswordsService } from './passwords.service.js';

/** For people who have forgotten their password. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly links: AccountLinksService,
    private readonly mails: MailThrottleService,
    private readonly news: NewPasswordsService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Only notes that a link was asked for. Whether somebody has this address is looked up when the mail is sent, so a known and
   * an unknown one cost the same here.
   */
  async ask(email: string, address: string): Promise<void> {
    await this.mails.admit(emailKeyOf(email), address);
    await this.database.transaction(async (tx) => {
      const link = await this.links.open(tx, { purpose: 'reset', email });
      await this.outbox.enqueue(tx, [linkMail('account.password-reset', link, null)]);
    });
  }

  /** A weak password does not use the link up. */
  async confirm(token: string, wanted: string): Promise<void> {
    const link = await this.links.find(token, 'reset');
    const { userId: id, userEmail, role, account } = link;
    const fault = passwordFault(plainForm(wanted), userEmail, isCommonPassword);
    if (fault !== null) throw new WeakPasswordError(fault);
    const passwordHash = await this.passwords.hash(wanted);
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.repository(User).update({ id, isActive: true, email: userEmail }, { passwordHash });
      if (affected !== 1) throw new TokenInvalidError();
      await this.links.use(tx, link);
      await this.news.follow(tx, { id, role, account });
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../../database/database.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { Clock } from '../../time/clock.js';
import { emailKeyOf } from '../../users/user-columns.js';
import { User } from '../../users/user.entity.js';
import { TokenInvalidError, UnauthenticatedError } from '../auth-errors.js';
import { linkMail } from '../links/account-mails.js';
import { AccountLinksService } from '../links/account-links.service.js';
import { MailThrottleService } from '../links/mail-throttle.service.js';

/** Proves that mail to the email of an account reaches its owner. */
@Injectable()
export class EmailVerificationsService {
  constructor(
    private readonly database: Database,
    private readonly mails: MailThrottleService,
    private readonly links: AccountLinksService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The first mail of a new account carries the link, too. */
  async welcome(db: Handle, userId: number, email: string): Promise<void> {
    const link = await this.links.open(db, { purpose: 'verify', email, userId });
    await this.outbox.enqueue(db, [linkMail('account.welcome', link, userId)]);
  }

  async ask(userId: number, address: string): Promise<void> {
    const user = await this.database
      .repository(User)
      .findOne({ select: { id: true, email: true }, where: { id: userId, isActive: true } });
    if (!user?.email) throw new UnauthenticatedError();
    const { email } = user;
    await this.mails.admit(emailKeyOf(email), address);
    await this.database.transaction(async (tx) => {
      const link = await this.links.open(tx, { purpose: 'verify', email, userId });
      await this.outbox.enqueue(tx, [linkMail('account.verify-email', link, userId)]);
    });
  }

  async confirm(token: string): Promise<void> {
    const link = await this.links.find(token, 'verify');
    const { userId: id, userEmail: email, role } = link;
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const { affected } = await tx
        .repository(User)
        .update({ id, isActive: true, email }, { emailVerifiedAt: now, updatedAt: now });
      if (affected !== 1) throw new TokenInvalidError();
      await this.links.use(tx, link);
      await this.outbox.record(tx, {
        type: 'account.email_verified',
        subjectKind: 'account',
        subjectId: id,
        actor: { id, role },
        data: {},
      });
    });
  }
}

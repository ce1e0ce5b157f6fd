import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import type { Actor } from '../../outbox/events.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { Clock } from '../../time/clock.js';
import { emailKeyOf } from '../../users/user-columns.js';
import { User } from '../../users/user.entity.js';
import type { Principal } from '../access/principal.js';
import { TokenInvalidError, WrongPasswordError } from '../auth-errors.js';
import { linkMail, oldAddressMail } from '../links/account-mails.js';
import { AccountLinksService, type OpenLink } from '../links/account-links.service.js';
import { MailThrottleService } from '../links/mail-throttle.service.js';
import { OwnPasswordsService } from './own-passwords.service.js';

/** Until the end of the transaction the account keeps this email and password. */
const LOCK = `
  SELECT email FROM users WHERE id = $1 AND is_active AND password_hash = $2 FOR NO KEY UPDATE`;

/** An account whose email an admin has changed, with the email that it had. */
interface Moved {
  readonly id: number;
  readonly email: string;
}

/** Another email for an account: asked for by its owner, confirmed from the new address. */
@Injectable()
export class EmailChangesService {
  constructor(
    private readonly database: Database,
    private readonly own: OwnPasswordsService,
    private readonly mails: MailThrottleService,
    private readonly links: AccountLinksService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Whether the new email is taken shows when it is confirmed: the answer must not tell who has an account. */
  async ask({ id }: Principal, password: string, email: string, address: string): Promise<void> {
    const owner = await this.own.ownerOf(id);
    await this.mails.admit(owner.account, address);
    await this.own.check(owner, password, address);
    await this.database.transaction((tx) => this.open(tx, id, owner.passwordHash, email));
  }

  /** EmailTakenError, which uses nothing up, or TokenInvalidError. */
  async confirm(token: string): Promise<void> {
    const link = await this.links.find(token, 'email');
    await this.database.transaction((tx) => this.change(tx, link));
  }

  /** In the transaction in which an admin has changed an email. The link only keeps the old address: it ends at once. */
  async followAdmin(tx: Transaction, { id, role }: Principal, user: Moved, email: string): Promise<void> {
    const link = await this.links.open(tx, { purpose: 'email', email, oldEmail: user.email, userId: user.id });
    await this.links.end(tx, user.id, emailKeyOf(user.email));
    await this.tell(tx, { id, role }, user.id, link.id);
  }

  private async open(tx: Transaction, userId: number, passwordHash: string, email: string): Promise<void> {
    const [user] = await tx.rows<{ email: string }>(LOCK, [userId, passwordHash]);
    if (!user) throw new WrongPasswordError();
    await this.links.endChanges(tx, userId);
    const link = await this.links.open(tx, { purpose: 'email', email, oldEmail: user.email, userId });
    await this.outbox.enqueue(tx, [
      linkMail('account.email-confirm', link, userId),
      oldAddressMail('account.email-asked', link.id, userId, this.clock.now()),
    ]);
  }

  private async change(tx: Transaction, link: OpenLink): Promise<void> {
    const { userId: id, userEmail, email, role, account } = link;
    const now = this.clock.now();
    const { affected } = await tx
      .repository(User)
      .update({ id, isActive: true, email: userEmail }, { email, emailVerifiedAt: now, updatedAt: now });
    if (affected !== 1) throw new TokenInvalidError();
    await this.links.use(tx, link);
    await this.links.end(tx, id, account);
    await this.tell(tx, { id, role }, id, link.id);
  }

  private async tell(tx: Transaction, actor: Actor, userId: number, linkId: string): Promise<void> {
    await this.outbox.record(tx, {
      type: 'account.email_changed',
      subjectKind: 'account',
      subjectId: userId,
      actor,
      data: {},
    });
    await this.outbox.enqueue(tx, [oldAddressMail('account.email-changed', linkId, userId, this.clock.now())]);
  }
}

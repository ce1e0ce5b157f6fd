import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { MAIL_KINDS, type MailKind, SettingsService } from '../../users/settings.service.js';
import { TokenInvalidError } from '../auth-errors.js';
import { keyOf } from './domain/signed.js';
import { readUnsubscribeToken, unsubscribeToken } from './domain/unsubscribe-token.js';

/** The links with which people stop mails of a kind, without a login (RFC 8058). They work any time. */
@Injectable()
export class UnsubscribeLinksService {
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    private readonly settings: SettingsService,
  ) {
    this.key = keyOf(config.secret, 'unsubscribe');
  }

  /** The address for a mail’s List-Unsubscribe, and for the link in the mail. */
  urlFor(userId: number, kind: MailKind): string {
    const { publicUrl, port } = this.config;
    const token = unsubscribeToken(this.key, { userId, kind });
    return `${publicUrl ?? `http://localhost:${port}`}/api/v1/mail/unsubscribe/${token}`;
  }

  /** What the token is for. Throws TokenInvalidError. */
  kindOf(token: string): MailKind {
    return this.read(token).kind;
  }

  /** Does nothing the second time. Throws TokenInvalidError. */
  async unsubscribe(token: string): Promise<MailKind> {
    const { userId, kind } = this.read(token);
    await this.settings.switchOff(userId, kind);
    return kind;
  }

  private read(token: string): { userId: number; kind: MailKind } {
    const wanted = readUnsubscribeToken(this.key, token);
    const kind = MAIL_KINDS.find((known) => known === wanted?.kind);
    if (wanted === null || kind === undefined) throw new TokenInvalidError();
    return { userId: wanted.userId, kind };
  }
}

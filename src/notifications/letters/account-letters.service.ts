import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { LINK_PURPOSES } from '../../auth/links/link-purposes.js';
import { LinkMailsService } from '../../auth/links/link-mails.service.js';
import type { WebhookFacts } from '../messages/facts.js';
import { mailOf } from '../mail/render.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { type Composed, NOBODY } from './letter.js';

const HOURS = {
  'account.welcome': LINK_PURPOSES.verify.hours,
  'account.verify-email': LINK_PURPOSES.verify.hours,
  'account.password-reset': LINK_PURPOSES.reset.hours,
  'account.email-confirm': LINK_PURPOSES.email.hours,
} as const;

/** Nobody has the address, or the link does not work any more. Which of the two is nobody's business. */
const NO_LINK = 'There is nobody to write to, or the link does not work any more.';

/** Writes the mails about accounts. */
@Injectable()
export class AccountLettersService {
  constructor(
    private readonly links: LinkMailsService,
    private readonly readers: ReadersService,
    private readonly config: Config,
  ) {}

  async withLink(message: keyof typeof HOURS, linkId: string): Promise<Composed> {
    const link = await this.links.mailOf(linkId);
    const recipient = link && (await this.readers.find(link.user.id));
    if (!link || !recipient) return NO_LINK;
    const facts = { url: link.url, token: link.token, hours: HOURS[message] };
    return { to: { name: recipient.name, address: link.to }, mail: mailOf(message, readerOf(recipient, null), facts) };
  }

  /** To the address that the account had before. */
  async toOldAddress(
    message: 'account.email-asked' | 'account.email-changed',
    linkId: string,
    at: Date,
  ): Promise<Composed> {
    const old = await this.links.oldAddressOf(linkId);
    const recipient = old && (await this.readers.find(old.user.id));
    if (!old || !recipient) return NOBODY;
    return { to: { name: recipient.name, address: old.to }, mail: mailOf(message, readerOf(recipient, null), { at }) };
  }

  async passwordChanged(userId: number, at: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    const mail = mailOf('account.password-changed', readerOf(recipient, null), { at });
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  async exportReady(userId: number, until: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    const { appUrl } = this.config;
    const facts = { until, url: appUrl === null ? null : `${appUrl}/settings` };
    const mail = mailOf('account.export-ready', readerOf(recipient, null), facts);
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  async webhookSwitchedOff(userId: number, facts: WebhookFacts): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    const mail = mailOf('webhook.switched-off', readerOf(recipient, null), facts);
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }
}

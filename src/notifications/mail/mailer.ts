import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Clock } from '../../time/clock.js';
import type { Letter } from './mail.js';
import { Mailbox } from './mailbox.js';
import { mimeOf } from './mime.js';
import { SmtpCarrier } from './smtp.js';

/** Sends mails: to the mail server of SMTP_URL, and without one in development to the mailbox, else nowhere. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly smtp: SmtpCarrier | null;
  private readonly onTheirWay = new Set<Promise<void>>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly mailbox: Mailbox,
  ) {
    this.smtp = config.smtpUrl === null ? null : new SmtpCarrier(config.smtpUrl);
  }

  /** Whether mails go anywhere. */
  get isOn(): boolean {
    return this.smtp !== null || this.config.environment === 'development';
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.onTheirWay);
    this.smtp?.close();
  }

  /** Throws a MailRefusedError when trying again is useless. After any other error, try again. */
  async send(letter: Letter): Promise<void> {
    if (!this.isOn) throw new Error('Mail is off: nothing can be sent.');
    const sending = this.deliver(letter);
    this.onTheirWay.add(sending);
    try {
      await sending;
    } finally {
      this.onTheirWay.delete(sending);
    }
  }

  private deliver(letter: Letter): Promise<void> {
    const now = this.clock.now();
    const message = mimeOf(letter, this.config.mailFrom, now);
    return this.smtp?.carry(message) ?? this.mailbox.keep(message, letter, now);
  }
}

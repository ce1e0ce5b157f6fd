import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Channel, type Delivery, DeliveryRefusedError } from '../../outbox/channel.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { MailRefusedError } from '../mail/mail-errors.js';
import { Mailer } from '../mail/mailer.js';
import { LettersService } from './letters.service.js';

const INSTALLATION = `SELECT id FROM installation`;

/** Delivers by mail. */
@Injectable()
export class MailChannelService implements Channel, OnModuleInit {
  readonly name = 'mail';
  /** As many as there are connections to the mail server. */
  readonly atOnce = 2;
  private installation: Promise<{ id: string }> | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly letters: LettersService,
    private readonly mailer: Mailer,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    if (this.mailer.isOn) this.outbox.open(this);
  }

  async deliver(delivery: Delivery, now: Date): Promise<string | null> {
    const composed = await this.letters.compose(delivery, now);
    if (typeof composed === 'string') return composed;
    const messageId = `${delivery.id}@${await this.host()}`;
    try {
      await this.mailer.send({ ...composed, messageId });
    } catch (error) {
      throw error instanceof MailRefusedError ? new DeliveryRefusedError(error.message, { cause: error }) : error;
    }
    return null;
  }

  /** The right side of Message-IDs: it tells installations apart that share a sender. */
  private async host(): Promise<string> {
    this.installation ??= this.database.one<{ id: string }>(INSTALLATION);
    try {
      return (await this.installation).id;
    } catch (error) {
      this.installation = undefined;
      throw error;
    }
  }
}

import { Module } from '@nestjs/common';
import { Mailbox } from './mailbox.js';
import { Mailer } from './mailer.js';

/** The way out for mails. */
@Module({ providers: [Mailer, Mailbox], exports: [Mailer, Mailbox] })
export class MailModule {}

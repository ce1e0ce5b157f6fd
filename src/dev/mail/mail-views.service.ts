import { Injectable } from '@nestjs/common';
import { Mailbox, type KeptMail } from '../../notifications/mail/mailbox.js';
import { GENERAL, ProblemException } from '../../problems/problem.js';
import { framed, mailListPage, mailPage, samplePage, samplesPage } from './mail-pages.js';
import { mailSamples, type MailSample } from './mail-samples.js';

/** A mail as scripts and tests read it. */
export interface MailEntry {
  readonly id: string;
  readonly at: string;
  readonly message_id: string;
  readonly to: KeptMail['to'];
  readonly subject: string;
  readonly text: string;
}

function orNotFound<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new ProblemException(404, ...GENERAL[404]);
  return value;
}

/** What the mailbox of development holds, as pages and files. Every name in an address is looked up in a list. */
@Injectable()
export class MailViewsService {
  constructor(private readonly mailbox: Mailbox) {}

  async listPage(): Promise<string> {
    return mailListPage(await this.mailbox.list());
  }

  async entries(): Promise<MailEntry[]> {
    const mails = await this.mailbox.list();
    return mails.map(({ id, at, messageId, to, subject, text }) => ({
      id,
      at,
      message_id: messageId,
      to,
      subject,
      text,
    }));
  }

  async page(id: string): Promise<string> {
    const mail = orNotFound(await this.mailbox.find(id));
    return mailPage(mail, headersOf(await this.raw(id)));
  }

  async html(id: string): Promise<string> {
    return framed(orNotFound(await this.mailbox.find(id)).html);
  }

  async raw(id: string): Promise<Buffer> {
    return orNotFound(await this.mailbox.raw(id));
  }

  async invitation(id: string): Promise<string> {
    return orNotFound((await this.mailbox.find(id))?.calendar).content;
  }

  samplesPage(): string {
    return samplesPage(mailSamples());
  }

  samplePage(id: string): string {
    return samplePage(this.sample(id));
  }

  sampleHtml(id: string): string {
    return framed(this.sample(id).mail.html);
  }

  private sample(wanted: string): MailSample {
    return orNotFound(mailSamples().find(({ id }) => id === wanted));
  }
}

function headersOf(raw: Buffer): string {
  const text = raw.toString('utf8');
  return text.slice(0, text.indexOf('\r\n\r\n'));
}

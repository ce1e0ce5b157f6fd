import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { DATA_DIR } from '../../embedded-postgres/open-database.js';
import { NOTHING_FROM_OUTSIDE } from './mime.js';
import type { Letter, Mail } from './mail.js';

const MOST_MAILS = 500;
const ENDING = '.json';

/** A mail as the page of development shows it. */
export interface KeptMail extends Omit<Mail, 'unsubscribeUrl'> {
  readonly id: string;
  /** By the clock that testers set. */
  readonly at: string;
  readonly messageId: string;
  readonly to: Letter['to'];
}

/** Where development keeps mails instead of sending them: each as it would go out (`.eml`), and as its page shows it (`.json`). */
@Injectable()
export class Mailbox {
  folder = join(DATA_DIR, 'mail');

  private readonly composer = createTransport({
    ...NOTHING_FROM_OUTSIDE,
    ...{ streamTransport: true, buffer: true, newline: 'windows' },
  });

  async keep(message: SendMailOptions, { messageId, to, mail }: Letter, at: Date): Promise<void> {
    const id = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`;
    const { message: raw } = await this.composer.sendMail(message);
    const kept = { id, at: at.toISOString(), messageId, to, ...mail };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.write(`${id}.eml`, raw as Buffer);
    // Last: the list shows mails that have this file.
    await this.write(`${id}${ENDING}`, JSON.stringify(kept));
    await this.dropOldest();
  }

  /** Newest first. */
  async ids(): Promise<string[]> {
    const names = (await readdir(this.folder).catch(nullWhenMissing)) ?? [];
    const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    return ids.sort().reverse();
  }

  async list(): Promise<KeptMail[]> {
    const mails = await Promise.all((await this.ids()).map((id) => this.read(id)));
    return mails.filter((mail) => mail !== null);
  }

  /** Null when `id` is none of the list. */
  async find(id: string): Promise<KeptMail | null> {
    return (await this.ids()).includes(id) ? this.read(id) : null;
  }

  /** The mail as it would go out. Null when `id` is none of the list. */
  async raw(id: string): Promise<Buffer | null> {
    if (!(await this.ids()).includes(id)) return null;
    return readFile(join(this.folder, `${id}.eml`)).catch(nullWhenMissing);
  }

  /** Drops all mails. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async read(id: string): Promise<KeptMail | null> {
    const text = await readFile(join(this.folder, `${id}${ENDING}`), 'utf8').catch(nullWhenMissing);
    return text === null ? null : (JSON.parse(text) as KeptMail);
  }

  /** A reader never sees half a file. */
  private async write(name: string, content: string | Buffer): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(`${path}.part`, content, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  private async dropOldest(): Promise<void> {
    for (const id of (await this.ids()).slice(MOST_MAILS)) {
      await rm(join(this.folder, `${id}${ENDING}`), { force: true });
      await rm(join(this.folder, `${id}.eml`), { force: true });
    }
  }
}

/** Other processes, and people, remove files as well. */
function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

import { Injectable, Logger } from '@nestjs/common';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Config } from '../config/config.js';
import { Clock } from '../time/clock.js';
import type { LockedUser } from '../users/domain/account.js';
import { ErasuresListError } from './domain/erasure-errors.js';
import { type Erasure, entriesOf } from './domain/erasure-entries.js';

/** Who was deleted, kept in ERASURES_FILE, so that a restored backup does not bring them back. Without the setting there is none. */
@Injectable()
export class ErasuresList {
  private readonly logger = new Logger(ErasuresList.name);

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * It is on disk when this returns. Any number of processes may add at once. The last step of a deletion, when nothing but the
   * commit can fail any more. Throws ErasuresListError.
   */
  async add({ id, createdAt }: Pick<LockedUser, 'id' | 'createdAt'>): Promise<void> {
    const path = this.config.erasuresFile;
    if (path === null) return;
    const erasure: Erasure = { id, created_at: createdAt, erased_at: this.clock.now().toISOString() };
    try {
      // Ends a line that another process could not write to its end.
      await appendToDisk(path, `\n${JSON.stringify(erasure)}\n`);
    } catch (error) {
      this.logger.error({ reason: (error as NodeJS.ErrnoException).code }, 'ERASURES_FILE cannot be written');
      throw new ErasuresListError();
    }
  }

  /** All entries, oldest first. Throws an Error that names a line which is none. */
  async entries(): Promise<Erasure[]> {
    const path = this.config.erasuresFile;
    return path === null ? [] : entriesOf(await textOf(path));
  }
}

async function appendToDisk(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    const isNew = (await file.stat()).size === 0;
    await file.write(text);
    await file.sync();
    if (isNew) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/** A new file is found after a power failure only when its folder is on disk, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

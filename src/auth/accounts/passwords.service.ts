import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { availableParallelism } from 'node:os';
import { BusyError } from '../auth-errors.js';
import { Semaphore } from '../semaphore.js';
import { isReadable, isWeaker } from './domain/password-hash.js';

/** OWASP Password Storage Cheat Sheet: argon2id (which is this library's default), 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes run on libuv's four threads, which file access and DNS need too. */
const AT_ONCE = Math.min(availableParallelism(), 3);
const WAITING = 64;

const COMMON = new Set(dictionary['passwords-common'].map(String));

/** Whether a password, in lower case, is among the most common ones. */
export function isCommonPassword(password: string): boolean {
  return COMMON.has(password);
}

/** Makes and checks argon2id hashes, a few at once. Throws BusyError when too many already wait. */
@Injectable()
export class PasswordsService {
  private readonly turns = new Semaphore(AT_ONCE, WAITING, () => new BusyError());
  private readonly nobodys = hash('nobody has this password', PARAMETERS);

  hash(password: string): Promise<string> {
    return this.turns.run(() => hash(password, PARAMETERS));
  }

  /** Takes the same time for a wrong password as for an account that does not exist or has no password (`stored` is no hash). */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const known = stored !== null && isReadable(stored);
    const against = known ? stored : await this.nobodys;
    const matches = await this.turns.run(() => verify(against, password));
    return matches && known;
  }

  /** Whether a hash was made with weaker parameters than today's. */
  isOutdated(stored: string): boolean {
    return isWeaker(stored, PARAMETERS);
  }
}

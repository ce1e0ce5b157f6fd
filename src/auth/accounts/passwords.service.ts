import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { BusyError } from '../auth-errors.js';
import { Semaphore } from '../semaphore.js';
import { olderForms, plainForm } from './domain/password-forms.js';
import { isReadable, isWeaker } from './domain/password-hash.js';

/** OWASP Password Storage Cheat Sheet: argon2id (which is this library's default), 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes run on libuv's four threads, which file access and DNS need too. */
const AT_ONCE = Math.min(availableParallelism(), 3);
const WAITING = 64;

/** The result for a right password. */
export interface RightPassword {
  /** Whether the hash was made of an older form of the password, or with weaker parameters than today's. */
  readonly isOutdated: boolean;
}

/** Makes and checks argon2id hashes, a few at once. Throws BusyError when too many already wait. */
@Injectable()
export class PasswordsService {
  private readonly turns = new Semaphore(AT_ONCE, WAITING, () => new BusyError());
  private readonly nobodys = hash('nobody has this password', PARAMETERS);

  hash(password: string): Promise<string> {
    return this.turns.run(() => hash(plainForm(password), PARAMETERS));
  }

  /**
   * Returns null when `password` is wrong. Takes the same time when the account does not exist or has no password
   * (`stored` is no hash): it tries each form of the password there too.
   */
  async check(stored: string | null, password: string): Promise<RightPassword | null> {
    const known = stored !== null && isReadable(stored);
    const against = known ? stored : await this.nobodys;
    const forms = [plainForm(password), ...olderForms(password)];
    const match = await this.turns.run(() => firstMatch(against, forms));
    return match !== undefined && known ? { isOutdated: match !== forms[0] || isWeaker(stored, PARAMETERS) } : null;
  }
}

async function firstMatch(stored: string, [form, ...others]: readonly string[]): Promise<string | undefined> {
  if (form === undefined || (await verify(stored, form))) return form;
  return firstMatch(stored, others);
}

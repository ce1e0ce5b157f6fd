import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { User } from '../../users/user.entity.js';
import type { Principal } from '../access/principal.js';
import { WeakPasswordError, WrongPasswordError } from '../auth-errors.js';
import { isCommonPassword } from './common-passwords.js';
import { plainForm } from './domain/password-forms.js';
import { passwordFault } from './domain/password-policy.js';
import { NewPasswordsService } from './new-passwords.service.js';
import { OwnPasswordsService } from './own-passwords.service.js';
import { PasswordsService } from './passwords.service.js';

/** For people who know their password and want another one. */
@Injectable()
export class PasswordChangesService {
  constructor(
    private readonly database: Database,
    private readonly own: OwnPasswordsService,
    private readonly passwords: PasswordsService,
    private readonly news: NewPasswordsService,
  ) {}

  /** Ends every other session of the user. Wrong current passwords count as failed logins. */
  async change({ id, role, sessionId }: Principal, current: string, wanted: string, address: string): Promise<void> {
    const owner = await this.own.ownerOf(id);
    const fault = passwordFault(plainForm(wanted), owner.email, isCommonPassword);
    if (fault !== null) throw new WeakPasswordError(fault);
    await this.own.check(owner, current, address);
    const passwordHash = await this.passwords.hash(wanted);
    await this.database.transaction(async (tx) => {
      const had = { id, passwordHash: owner.passwordHash };
      const { affected } = await tx.repository(User).update(had, { passwordHash });
      if (affected !== 1) throw new WrongPasswordError();
      await this.news.follow(tx, { id, role, account: owner.account }, sessionId);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { emailKey } from '../../users/user-columns.js';
import { User } from '../../users/user.entity.js';
import {
  AccountDeactivatedError,
  InvalidCredentialsError,
  WeakPasswordError,
  WrongPasswordError,
} from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { LoginThrottleService } from '../logins/login-throttle.service.js';
import { isCommonPassword } from './common-passwords.js';
import { plainForm } from './domain/password-forms.js';
import { passwordFault } from './domain/password-policy.js';
import { PasswordsService } from './passwords.service.js';
import type { Principal } from '../access/principal.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';
import { TokenAnswersService } from './token-answers.service.js';

interface Login {
  readonly email: string;
  readonly password: string;
  /** The IP address of the request. */
  readonly address: string;
}

const BY_EMAIL = `
  SELECT ${emailKey('wanted.email')} AS account, u.id, u.password_hash, u.is_active
    FROM (SELECT $1::text AS email) wanted LEFT JOIN users u ON ${emailKey('u.email')} = ${emailKey('wanted.email')}`;
const BY_ID = `
  SELECT ${emailKey('email')} AS account, email, password_hash FROM users WHERE id = $1 AND deleted_at IS NULL`;

interface Wanted {
  readonly account: string;
  readonly id: number | null;
  readonly password_hash: string | null;
  readonly is_active: boolean | null;
}

/** Logs users in and changes their passwords. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly sessions: LoginSessionsService,
    private readonly throttle: LoginThrottleService,
    private readonly answers: TokenAnswersService,
  ) {}

  /**
   * Unknown email and wrong password get the same answer after the same time. Only the right password reveals that an
   * account is deactivated. It does not count as a failure, because its sender has guessed nothing.
   */
  async logIn({ email, password, address }: Login): Promise<TokenAnswerDto> {
    const [user] = await this.database.rows<Wanted>(BY_EMAIL, [email]);
    const { account = '', id = null, password_hash: hash = null, is_active: isActive = null } = user ?? {};
    const right = await this.throttle.attempt(account, address, () => this.passwords.check(hash, password));
    if (right === null || id === null || hash === null) throw new InvalidCredentialsError();
    if (isActive !== true) throw new AccountDeactivatedError();
    const current = right.isOutdated ? await this.renewed(id, hash, password) : hash;
    return this.answers.of(this.database, await this.sessions.open(this.database, id, current));
  }

  async refresh(refreshToken: string): Promise<TokenAnswerDto> {
    return this.answers.of(this.database, await this.sessions.refresh(refreshToken));
  }

  /** Ends every other session of the user. Wrong current passwords count as failed logins. */
  async changePassword({ id, sessionId }: Principal, current: string, wanted: string, address: string): Promise<void> {
    const [user] = await this.database.rows<{ account: string; email: string; password_hash: string }>(BY_ID, [id]);
    if (!user) throw new WrongPasswordError();
    const fault = passwordFault(plainForm(wanted), user.email, isCommonPassword);
    if (fault !== null) throw new WeakPasswordError(fault);
    const right = await this.throttle.attempt(user.account, address, () =>
      this.passwords.check(user.password_hash, current),
    );
    if (right === null) throw new WrongPasswordError();
    const passwordHash = await this.passwords.hash(wanted);
    await this.database.transaction(async (tx) => {
      const { affected } = await tx.repository(User).update({ id, passwordHash: user.password_hash }, { passwordHash });
      if (affected !== 1) throw new WrongPasswordError();
      await this.sessions.endAll(tx, id, sessionId);
    });
  }

  async endAll(userId: number): Promise<void> {
    await this.database.transaction((tx) => this.sessions.endAll(tx, userId));
  }

  /** Stores a new hash of `password`. Returns the hash that the account then has, unless someone changed it meanwhile. */
  private async renewed(id: number, hash: string, password: string): Promise<string> {
    const passwordHash = await this.passwords.hash(password);
    const { affected } = await this.database.repository(User).update({ id, passwordHash: hash }, { passwordHash });
    return affected === 1 ? passwordHash : hash;
  }
}

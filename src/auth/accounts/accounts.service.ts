import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { emailKey } from '../../users/user-columns.js';
import { User } from '../../users/user.entity.js';
import { AccountDeactivatedError, InvalidCredentialsError } from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { LoginThrottleService } from '../logins/login-throttle.service.js';
import { PasswordsService } from './passwords.service.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';
import { RefreshesService } from '../logins/refreshes.service.js';
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

interface Wanted {
  readonly account: string;
  readonly id: number | null;
  readonly password_hash: string | null;
  readonly is_active: boolean | null;
}

/** Logs users in. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly sessions: LoginSessionsService,
    private readonly refreshes: RefreshesService,
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
    return this.answers.of(this.database, await this.refreshes.refresh(refreshToken));
  }

  /** For the cookie that tabs share. */
  async refreshShared(refreshToken: string): Promise<TokenAnswerDto> {
    return this.answers.of(this.database, await this.refreshes.refreshShared(refreshToken));
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

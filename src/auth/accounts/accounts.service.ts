import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { User } from '../../users/user.entity.js';
import { InvalidCredentialsError, WrongPasswordError } from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { LoginThrottleService } from '../logins/login-throttle.service.js';
import { assertStrong } from './new-accounts.service.js';
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

/** PostgreSQL makes the lower case that names the account: JavaScript lowers some letters differently. */
const BY_EMAIL = `
  SELECT lower(wanted.email::text) AS account, u.id, u.password_hash, u.is_active
    FROM (SELECT $1::citext AS email) wanted LEFT JOIN users u ON u.email = wanted.email`;
const BY_ID = `SELECT lower(email::text) AS account, email, password_hash FROM users WHERE id = $1 AND deleted_at IS NULL`;

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

  /** Unknown email, wrong password and deactivated account get the same answer after the same time. */
  async logIn({ email, password, address }: Login): Promise<TokenAnswerDto> {
    const [user] = await this.database.rows<Wanted>(BY_EMAIL, [email]);
    const { account = '', id = null, password_hash: hash = null, is_active: isActive = false } = user ?? {};
    const isRight = await this.throttle.attempt(
      account,
      address,
      async () => (await this.passwords.matches(hash, password)) && isActive === true,
    );
    if (!isRight || id === null || hash === null) throw new InvalidCredentialsError();
    const session = await this.sessions.open(this.database, id, await this.strengthened(id, hash, password));
    return this.answers.of(this.database, session);
  }

  async refresh(refreshToken: string): Promise<TokenAnswerDto> {
    return this.answers.of(this.database, await this.sessions.refresh(refreshToken));
  }

  /** Ends every other session of the user. Wrong current passwords count as failed logins. */
  async changePassword({ id, sessionId }: Principal, current: string, wanted: string, address: string): Promise<void> {
    const [user] = await this.database.rows<{ account: string; email: string; password_hash: string }>(BY_ID, [id]);
    if (!user) throw new WrongPasswordError();
    assertStrong('new_password', wanted, user.email);
    const isRight = await this.throttle.attempt(user.account, address, () =>
      this.passwords.matches(user.password_hash, current),
    );
    if (!isRight) throw new WrongPasswordError();
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

  /** Replaces a hash that has weaker parameters than today's. Returns the hash that the account then has. */
  private async strengthened(id: number, hash: string, password: string): Promise<string> {
    if (!this.passwords.isOutdated(hash)) return hash;
    const stronger = await this.passwords.hash(password);
    const { affected } = await this.database
      .repository(User)
      .update({ id, passwordHash: hash }, { passwordHash: stronger });
    return affected === 1 ? stronger : hash;
  }
}

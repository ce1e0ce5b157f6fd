import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { IdempotencyService, type Repeatable } from '../http/idempotency.service.js';
import { User } from '../users/user.entity.js';
import type { Role } from '../users/role.js';
import { AdminSignupError, InvalidCredentialsError, WeakPasswordError, WrongPasswordError } from './auth-errors.js';
import { passwordFault } from './domain/password-policy.js';
import type { TokenAnswerDto } from './dto/token-answer.dto.js';
import { LoginThrottleService } from './login-throttle.js';
import { isCommonPassword, Passwords } from './passwords.js';
import type { Principal } from './principal.js';
import { Sessions } from './sessions.js';
import { TokenAnswers } from './token-answers.js';

interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
  readonly role: Role;
}

interface Login {
  readonly email: string;
  readonly password: string;
  /** Where the request came from. */
  readonly address: string;
}

const BY_EMAIL = `SELECT id, password_hash, is_active FROM users WHERE email = $1`;
const BY_ID = `SELECT id, email, password_hash FROM users WHERE id = $1`;

/** Signing up, logging in, and changing passwords. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttle: LoginThrottleService,
    private readonly answers: TokenAnswers,
    private readonly idempotency: IdempotencyService,
  ) {}

  async signUp(account: NewAccount, repetition: Repeatable | null): Promise<TokenAnswerDto> {
    if (account.role === 'admin') throw new AdminSignupError();
    const columns = await this.columnsOf(account);
    const work = async (manager: EntityManager) => {
      const session = await this.sessions.open(manager, await insert(manager, columns));
      return this.answers.of(session, manager);
    };
    return repetition ? this.idempotency.once(repetition, work) : this.database.transaction(work);
  }

  /** The first admin, from the command line. */
  async createAdmin(account: Omit<NewAccount, 'role'>): Promise<number> {
    const columns = await this.columnsOf({ ...account, role: 'admin' });
    return this.database.transaction((manager) => insert(manager, columns));
  }

  /** Unknown email, wrong password and deactivated account look the same, in words and in time. */
  async logIn({ email, password, address }: Login): Promise<TokenAnswerDto> {
    await this.throttle.admit(email, address);
    const [user] = await this.database.rows<{ id: number; password_hash: string; is_active: boolean }>(BY_EMAIL, [
      email,
    ]);
    const matches = await this.passwords.matches(user?.password_hash ?? null, password);
    if (!user || !matches || !user.is_active) throw new InvalidCredentialsError();
    await this.throttle.succeeded(email, address);
    const fresh = this.passwords.isOutdated(user.password_hash) ? await this.passwords.hash(password) : null;
    const session = await this.database.transaction(async (manager) => {
      if (fresh !== null) {
        await manager.update(User, { id: user.id, passwordHash: user.password_hash }, { passwordHash: fresh });
      }
      return this.sessions.open(manager, user.id);
    });
    return this.answers.of(session);
  }

  async refresh(refreshToken: string): Promise<TokenAnswerDto> {
    return this.answers.of(await this.sessions.refresh(refreshToken));
  }

  /** Ends every other session of the user. Wrong current passwords count as failed logins. */
  async changePassword({ id, sessionId }: Principal, current: string, wanted: string, address: string): Promise<void> {
    const [user] = await this.database.rows<{ email: string; password_hash: string }>(BY_ID, [id]);
    if (!user) throw new WrongPasswordError();
    assertStrong('new_password', wanted, user.email);
    await this.throttle.admit(user.email, address);
    if (!(await this.passwords.matches(user.password_hash, current))) throw new WrongPasswordError();
    await this.throttle.succeeded(user.email, address);
    const passwordHash = await this.passwords.hash(wanted);
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(User, { id, passwordHash: user.password_hash }, { passwordHash });
      if (affected !== 1) throw new WrongPasswordError();
      await this.sessions.endAll(manager, id, sessionId);
    });
  }

  async endAll(userId: number): Promise<void> {
    await this.database.transaction((manager) => this.sessions.endAll(manager, userId));
  }

  /** Hashing takes its time, and so is done before a connection is taken. */
  private async columnsOf({ email, password, fullName, role }: NewAccount): Promise<Columns> {
    assertStrong('password', password, email);
    return { email, passwordHash: await this.passwords.hash(password), fullName, role };
  }
}

type Columns = Pick<User, 'email' | 'passwordHash' | 'fullName' | 'role'>;

async function insert(manager: EntityManager, columns: Columns): Promise<number> {
  const { identifiers } = await manager.insert(User, columns);
  return (identifiers[0] as { id: number }).id;
}

function assertStrong(field: 'password' | 'new_password', password: string, email: string): void {
  const fault = passwordFault(password, email, isCommonPassword);
  if (fault !== null) throw new WeakPasswordError(field, fault);
}

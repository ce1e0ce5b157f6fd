import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { emailKey } from '../../users/user-columns.js';
import { WrongPasswordError } from '../auth-errors.js';
import { LoginThrottleService } from '../logins/login-throttle.service.js';
import { PasswordsService } from './passwords.service.js';

const BY_ID = `
  SELECT ${emailKey('email')} AS account, email, password_hash AS "passwordHash"
    FROM users WHERE id = $1 AND deleted_at IS NULL`;

/** Somebody who is logged in, as they are before they change something. */
export interface Owner {
  /** The form in which emails are compared. */
  readonly account: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** Asks people who are logged in for their password again. Wrong ones count as failed logins. */
@Injectable()
export class OwnPasswordsService {
  constructor(
    private readonly database: Database,
    private readonly passwords: PasswordsService,
    private readonly throttle: LoginThrottleService,
  ) {}

  /** Throws WrongPasswordError when the user was deleted meanwhile. */
  async ownerOf(userId: number): Promise<Owner> {
    const [owner] = await this.database.rows<Owner>(BY_ID, [userId]);
    if (!owner) throw new WrongPasswordError();
    return owner;
  }

  /** Throws WrongPasswordError or TooManyAttemptsError. */
  async check({ account, passwordHash }: Owner, password: string, address: string): Promise<void> {
    const right = await this.throttle.attempt(account, address, () => this.passwords.check(passwordHash, password));
    if (right === null) throw new WrongPasswordError();
  }
}

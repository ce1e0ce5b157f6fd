import { Injectable } from '@nestjs/common';
import type { Handle } from '../../database/database.js';
import type { Locale } from '../../users/domain/locale.js';
import type { Role } from '../../users/role.js';
import { User } from '../../users/user.entity.js';
import { PasswordsService } from './passwords.service.js';

/** The input for a new account. */
export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
  readonly role: Role;
  readonly timeZone?: string | undefined;
  readonly locale?: Locale;
}

/** A new account, ready to be stored. */
export type AccountColumns = Pick<User, 'email' | 'passwordHash' | 'fullName' | 'role' | 'timeZone' | 'locale'>;

/** Makes accounts. The DTO of a new account has already checked its password. */
@Injectable()
export class NewAccountsService {
  constructor(private readonly passwords: PasswordsService) {}

  /** Hashing is slow: it happens before a database connection is taken. */
  async prepare({ password, timeZone, locale = 'en', ...account }: NewAccount): Promise<AccountColumns> {
    return { ...account, passwordHash: await this.passwords.hash(password), timeZone: timeZone ?? null, locale };
  }

  /** Returns the id of the new account. The database refuses an email that already has an account. */
  async insert(db: Handle, columns: AccountColumns): Promise<number> {
    const { identifiers } = await db.repository(User).insert(columns);
    return (identifiers[0] as { id: number }).id;
  }
}

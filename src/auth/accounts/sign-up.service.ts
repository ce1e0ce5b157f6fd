import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { IdempotencyService, type Repeatable } from '../../idempotency/idempotency.service.js';
import { AdminSignupError } from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { type NewAccount, NewAccountsService } from './new-accounts.service.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';
import { TokenAnswersService } from './token-answers.service.js';

/** Signing up, which logs in at once. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly database: Database,
    private readonly accounts: NewAccountsService,
    private readonly sessions: LoginSessionsService,
    private readonly answers: TokenAnswersService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** AdminSignupError, WeakPasswordError or EmailTakenError; with `repetition`, done once however often it is sent. */
  async signUp(account: NewAccount, repetition: Repeatable | null): Promise<TokenAnswerDto> {
    if (account.role === 'admin') throw new AdminSignupError();
    const columns = await this.accounts.prepare(account);
    const work = async (tx: Transaction) => {
      const id = await this.accounts.insert(tx, columns);
      return this.answers.of(tx, await this.sessions.open(tx, id, null));
    };
    return repetition ? this.idempotency.once(repetition, work) : this.database.transaction(work);
  }
}

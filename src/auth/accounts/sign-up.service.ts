import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, within } from '../../database/database.js';
import { IdempotencyService, type Repeatable } from '../../idempotency/idempotency.service.js';
import { AdminSignupError } from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { type NewAccount, NewAccounts } from './new-accounts.js';
import { Sessions } from '../logins/sessions.js';
import { TokenAnswers } from './token-answers.js';

/** Signing up, which logs in at once. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly database: Database,
    private readonly accounts: NewAccounts,
    private readonly sessions: Sessions,
    private readonly answers: TokenAnswers,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** AdminSignupError, WeakPasswordError or EmailTakenError; with `repetition`, done once however often it is sent. */
  async signUp(account: NewAccount, repetition: Repeatable | null): Promise<TokenAnswerDto> {
    if (account.role === 'admin') throw new AdminSignupError();
    const columns = await this.accounts.prepare(account);
    const work = async (manager: EntityManager) => {
      const id = await this.accounts.insert(manager, columns);
      const run = within(manager);
      return this.answers.of(run, await this.sessions.open(run, id, null));
    };
    return repetition ? this.idempotency.once(repetition, work) : this.database.transaction(work);
  }
}

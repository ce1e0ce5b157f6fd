import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { AdminSignupError } from '../auth-errors.js';
import type { TokenAnswerDto } from '../dto/token-answer.dto.js';
import { EmailVerificationsService } from './email-verifications.service.js';
import { type NewAccount, NewAccountsService } from './new-accounts.service.js';
import { LoginSessionsService } from '../logins/login-sessions.service.js';
import { TokenAnswersService } from './token-answers.service.js';

/** Signs new users up and logs them in at once. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly database: Database,
    private readonly accounts: NewAccountsService,
    private readonly sessions: LoginSessionsService,
    private readonly answers: TokenAnswersService,
    private readonly verifications: EmailVerificationsService,
    private readonly outbox: Outbox,
  ) {}

  /** AdminSignupError or EmailTakenError. */
  async signUp(account: NewAccount): Promise<TokenAnswerDto> {
    const { email, role } = account;
    if (role === 'admin') throw new AdminSignupError();
    const columns = await this.accounts.prepare(account);
    return this.database.transaction(async (tx) => {
      const id = await this.accounts.insert(tx, columns);
      await this.outbox.record(tx, {
        type: 'account.created',
        subjectKind: 'account',
        subjectId: id,
        actor: { id, role },
        data: {},
      });
      await this.verifications.welcome(tx, id, email);
      return this.answers.of(tx, await this.sessions.open(tx, id, null));
    });
  }
}

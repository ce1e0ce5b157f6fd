import { Injectable } from '@nestjs/common';
import { TooManyAttemptsError } from '../auth-errors.js';
import { AttemptCountsService, countedFor } from '../logins/attempt-counts.service.js';
import { MAIL_LIMITS } from '../logins/domain/throttle.js';

/** Limits the mails that people ask for, so that nobody can fill a mailbox through us. */
@Injectable()
export class MailThrottleService {
  constructor(private readonly counts: AttemptCountsService) {}

  /** Counts a request for a mail about `account`, an email in lower case, known or unknown. Throws TooManyAttemptsError. */
  async admit(account: string, address: string): Promise<void> {
    const wait = await this.counts.count(countedFor('mail ', account, address), MAIL_LIMITS);
    if (wait > 0) throw new TooManyAttemptsError(wait, 'requests');
  }
}

import { Injectable } from '@nestjs/common';
import { BusyError, TooManyAttemptsError } from '../auth-errors.js';
import { Semaphore } from '../semaphore.js';
import { AttemptCountsService, countedFor } from './attempt-counts.service.js';
import { LOGIN_LIMITS } from './domain/throttle.js';

/** Attempts of all accounts together. A waiting attempt keeps memory and a request in flight. */
const MOST_ATTEMPTS = 64;

/** Limits failed passwords. */
@Injectable()
export class LoginThrottleService {
  private readonly attempts = new Semaphore(MOST_ATTEMPTS, 0, () => new BusyError());
  /** One for each account with an attempt under way. */
  private readonly turns = new Map<string, Semaphore>();

  constructor(private readonly counts: AttemptCountsService) {}

  /**
   * Tries a password for `account`, an email in lower case; `check` returns null when it is wrong. The attempt counts as failed
   * before the password is checked, so many attempts at once cannot exceed the limit. When `check` throws, the attempt is
   * taken back. Throws TooManyAttemptsError, and counts nothing, when no attempt is left.
   */
  attempt<Right>(account: string, address: string, check: () => Promise<Right | null>): Promise<Right | null> {
    const counted = countedFor('', account, address);
    return this.inTurn(account, async () => {
      const wait = await this.counts.count(counted, LOGIN_LIMITS);
      if (wait > 0) throw new TooManyAttemptsError(wait);
      const right = await check().catch(async (error: unknown) => {
        await this.counts.takeBack(counted);
        throw error;
      });
      if (right !== null) await this.counts.succeed(counted);
      return right;
    });
  }

  /** One attempt at a time for each account: right passwords that arrive together would otherwise count as failed. */
  private inTurn<Result>(account: string, attempt: () => Promise<Result>): Promise<Result> {
    return this.attempts.run(async () => {
      const turn = this.turns.get(account) ?? new Semaphore(1, MOST_ATTEMPTS, () => new BusyError());
      this.turns.set(account, turn);
      try {
        return await turn.run(attempt);
      } finally {
        if (turn.isIdle) this.turns.delete(account);
      }
    });
  }
}

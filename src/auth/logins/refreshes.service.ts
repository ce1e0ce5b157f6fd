import { Injectable, Logger } from '@nestjs/common';
import { hkdfSync } from 'node:crypto';
import { IsNull } from 'typeorm';
import { Config } from '../../config/config.js';
import { Database, type Transaction } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { User } from '../../users/user.entity.js';
import { RefreshRacedError, SessionEndedError } from '../auth-errors.js';
import { hashed, nextShared, sharedSuccessor } from './domain/next-tokens.js';
import { DAY_MS, idleEnd, newSecret, type OpenLoginSession } from './login-sessions.service.js';
import { LoginSession } from './login-session.entity.js';
import { RefreshToken } from './refresh-token.entity.js';

/** Used tokens are kept this long, so that a thief who sends one is noticed. */
const USED_TOKEN_DAYS = 30;
/** A page that stays open uses this many in six weeks. Ending a session deletes its tokens at once, so their number is bounded. */
const MOST_USED_TOKENS = 2_000;

/** Two tabs may use the same token at once. A second use within this time is not theft. */
const RACE_SECONDS = 10;

/** As long for a token that tabs share in a cookie: a slow connection delays what a tab sent. */
const SHARED_RACE_SECONDS = 60;

const FORGET_USED = `
  DELETE FROM refresh_tokens WHERE session_id = $1 AND (used_at < $2 OR token_hash IN (
    SELECT token_hash FROM refresh_tokens WHERE session_id = $1 AND used_at IS NOT NULL
     ORDER BY used_at DESC OFFSET ${MOST_USED_TOKENS}))`;

/** The id of a session that ended because an old token of it was used again. */
interface Reuse {
  readonly reused: string;
}

type Refreshed = OpenLoginSession | 'ended' | 'raced' | Reuse;

/** Decides about a token that was used before. */
type UsedAgain = (tx: Transaction, session: LoginSession, usedAt: Date) => Promise<Refreshed>;

interface Rotation {
  /** Of the token that is used up now. */
  readonly tokenHash: Buffer;
  /** The token that follows. */
  readonly next: string;
}

/** Exchanges refresh tokens. Each works once (RFC 9700, section 4.14). */
@Injectable()
export class RefreshesService {
  private readonly logger = new Logger(RefreshesService.name);
  private readonly sharingKey: Buffer;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.sharingKey = Buffer.from(hkdfSync('sha256', config.secret, '', 'refresh tokens that tabs share', 32));
  }

  /**
   * Exchanges a refresh token for the next one. A token that was used before ends its session, because a thief may have the
   * other copy: SessionEndedError. Within 10 seconds of its first use it ends nothing: RefreshRacedError.
   */
  refresh(refreshToken: string): Promise<OpenLoginSession> {
    return this.exchange(refreshToken, newSecret(), (tx, session, usedAt) => this.reused(tx, session.id, usedAt));
  }

  /** As `refresh`, for a token that tabs share: within a minute of its first use it is exchanged for the newest one again. */
  refreshShared(refreshToken: string): Promise<OpenLoginSession> {
    const next = nextShared(this.sharingKey, refreshToken);
    return this.exchange(refreshToken, next, (tx, session, usedAt) =>
      this.isWithin(SHARED_RACE_SECONDS, usedAt)
        ? this.newestAfter(refreshToken, tx, session)
        : this.reused(tx, session.id, usedAt),
    );
  }

  private async exchange(refreshToken: string, next: string, again: UsedAgain): Promise<OpenLoginSession> {
    const tokenHash = hashed(refreshToken);
    const outcome = await this.database.transaction<Refreshed>(async (tx) => {
      const session = await this.lockSessionOf(tx, tokenHash);
      const token = session && (await tx.repository(RefreshToken).findOneBy({ tokenHash }));
      if (!session || !token) return 'ended';
      return token.usedAt ? again(tx, session, token.usedAt) : this.rotate(tx, session, { tokenHash, next });
    });
    if (outcome === 'raced') throw new RefreshRacedError();
    if (outcome === 'ended') throw new SessionEndedError();
    if ('reused' in outcome) {
      this.logger.warn({ session: outcome.reused }, 'an old refresh token was used again; its session is ended');
      throw new SessionEndedError();
    }
    return outcome;
  }

  /** Locks the session before its tokens, as ending a session does: so the two cannot deadlock. */
  private async lockSessionOf(tx: Transaction, tokenHash: Buffer): Promise<LoginSession | null> {
    const token = await tx.repository(RefreshToken).findOneBy({ tokenHash });
    return (
      token &&
      tx.repository(LoginSession).findOne({ where: { id: token.sessionId }, lock: { mode: 'pessimistic_write' } })
    );
  }

  private async rotate(
    tx: Transaction,
    session: LoginSession,
    { tokenHash, next: refreshToken }: Rotation,
  ): Promise<OpenLoginSession | 'ended'> {
    const now = this.clock.real();
    const { id: sessionId, userId } = session;
    if (!(await this.isAlive(tx, session))) return 'ended';
    await tx.repository(RefreshToken).update({ tokenHash }, { usedAt: now });
    await tx.rows(FORGET_USED, [sessionId, daysBefore(now, USED_TOKEN_DAYS)]);
    await tx.repository(LoginSession).update({ id: sessionId }, { expiresAt: idleEnd(now) });
    await tx.repository(RefreshToken).insert({ tokenHash: hashed(refreshToken), sessionId });
    return { userId, sessionId, refreshToken };
  }

  private async reused(tx: Transaction, sessionId: string, usedAt: Date): Promise<'raced' | Reuse> {
    if (this.isWithin(RACE_SECONDS, usedAt)) return 'raced';
    await tx.repository(LoginSession).delete({ id: sessionId });
    return { reused: sessionId };
  }

  private async newestAfter(used: string, tx: Transaction, session: LoginSession): Promise<Refreshed> {
    if (!(await this.isAlive(tx, session))) return 'ended';
    const { id: sessionId, userId } = session;
    const newest = await tx.repository(RefreshToken).findOneBy({ sessionId, usedAt: IsNull() });
    const refreshToken = newest && sharedSuccessor(this.sharingKey, used, newest.tokenHash);
    return refreshToken === null ? 'raced' : { userId, sessionId, refreshToken };
  }

  private async isAlive(tx: Transaction, { userId, expiresAt }: LoginSession): Promise<boolean> {
    const isActive = await tx.repository(User).existsBy({ id: userId, isActive: true });
    return isActive && expiresAt > this.clock.real();
  }

  private isWithin(seconds: number, usedAt: Date): boolean {
    return this.clock.real().getTime() - usedAt.getTime() <= seconds * 1000;
  }
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

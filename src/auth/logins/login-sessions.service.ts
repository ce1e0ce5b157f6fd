import { Injectable, Logger } from '@nestjs/common';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Database, type Handle, type Transaction } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { User } from '../../users/user.entity.js';
import { InvalidCredentialsError, RefreshRacedError, SessionEndedError } from '../auth-errors.js';
import type { Principal } from '../access/principal.js';
import { RefreshToken } from './refresh-token.entity.js';
import { LoginSession } from './login-session.entity.js';

/** A login session ends when it is not refreshed for this long. */
const IDLE_DAYS = 30;

/** Used tokens are kept this long, so that a thief who sends one is noticed. */
const USED_TOKEN_DAYS = 30;
/** A page that stays open uses this many in six weeks. Ending a session deletes its tokens at once, so their number is bounded. */
const MOST_USED_TOKENS = 2_000;

/** Two tabs may use the same token at once. A second use within this time is not theft. */
const RACE_SECONDS = 10;

const PRINCIPAL = `
  SELECT u.id, u.role, coalesce(u.time_zone, 'UTC') AS "timeZone" FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = $1 AND u.id = $2 AND s.expires_at > $3 AND u.is_active`;

const OPEN_ONES = `
  SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ANY ($1::uuid[]) AND s.expires_at > $2 AND u.is_active`;

/**
 * Opens a session `$2` of user `$1` with a refresh token, if the user is active and has the password hash `$6`. Without a
 * hash only the state counts. The lock makes a change of the password wait: otherwise it would not see and end this session.
 */
const OPEN = `
  WITH owner AS (
    SELECT id FROM users WHERE id = $1 AND is_active AND ($6::text IS NULL OR password_hash = $6) FOR NO KEY UPDATE
  ), forgotten AS (
    DELETE FROM sessions WHERE id = ANY (ARRAY(
      SELECT id FROM sessions WHERE expires_at < $3 ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED))
  ), session AS (
    INSERT INTO sessions (id, user_id, expires_at) SELECT $2, id, $4 FROM owner RETURNING id
  )
  INSERT INTO refresh_tokens (token_hash, session_id) SELECT $5, id FROM session RETURNING session_id`;

const FORGET_USED = `
  DELETE FROM refresh_tokens WHERE session_id = $1 AND (used_at < $2 OR token_hash IN (
    SELECT token_hash FROM refresh_tokens WHERE session_id = $1 AND used_at IS NOT NULL
     ORDER BY used_at DESC OFFSET ${MOST_USED_TOKENS}))`;

/** A login session and the refresh token that extends it once. */
export interface OpenLoginSession {
  readonly userId: number;
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** The id of a session that ended because an old token of it was used again. */
interface Reuse {
  readonly reused: string;
}

type Refreshed = OpenLoginSession | 'ended' | 'raced' | Reuse;

/** Opens, refreshes and ends login sessions. A refresh token works once (RFC 9700, section 4.14). */
@Injectable()
export class LoginSessionsService {
  private readonly logger = new Logger(LoginSessionsService.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async principalOf(sessionId: string, userId: number): Promise<Omit<Principal, 'requestId'> | null> {
    const [user] = await this.database.rows<Pick<Principal, 'id' | 'role' | 'timeZone'>>(PRINCIPAL, [
      sessionId,
      userId,
      this.clock.real(),
    ]);
    return user ? { ...user, sessionId } : null;
  }

  /** Those of `sessionIds` whose user is still logged in. */
  async stillOpen(sessionIds: readonly string[]): Promise<Set<string>> {
    const open = await this.database.rows<{ id: string }>(OPEN_ONES, [sessionIds, this.clock.real()]);
    return new Set(open.map(({ id }) => id));
  }

  /** Throws InvalidCredentialsError when the user is not active or no longer has `passwordHash`. */
  async open(db: Handle, userId: number, passwordHash: string | null): Promise<OpenLoginSession> {
    const now = this.clock.real();
    const [sessionId, refreshToken] = [randomUUID(), newSecret()];
    const values = [userId, sessionId, now, idleEnd(now), hashed(refreshToken), passwordHash];
    const opened = await db.rows(OPEN, values);
    if (opened.length === 0) throw new InvalidCredentialsError();
    return { userId, sessionId, refreshToken };
  }

  /**
   * Exchanges a refresh token for the next one. A token that was used before ends its session, because a thief may have the
   * other copy: SessionEndedError. Within 10 seconds of its first use it ends nothing: RefreshRacedError.
   */
  async refresh(refreshToken: string): Promise<OpenLoginSession> {
    const tokenHash = hashed(refreshToken);
    const outcome = await this.database.transaction<Refreshed>(async (tx) => {
      const session = await this.lockSessionOf(tx, tokenHash);
      const token = session && (await tx.repository(RefreshToken).findOneBy({ tokenHash }));
      if (!session || !token) return 'ended';
      return token.usedAt ? this.reused(tx, session.id, token.usedAt) : this.rotate(tx, session, tokenHash);
    });
    if (outcome === 'raced') throw new RefreshRacedError();
    if (outcome === 'ended') throw new SessionEndedError();
    if ('reused' in outcome) {
      this.logger.warn({ session: outcome.reused }, 'an old refresh token was used again; its session is ended');
      throw new SessionEndedError();
    }
    return outcome;
  }

  async end(sessionId: string): Promise<void> {
    await this.database.repository(LoginSession).delete({ id: sessionId });
  }

  /** Ends all sessions of a user except `kept`. */
  async endAll(tx: Transaction, userId: number, kept: string | null = null): Promise<void> {
    await tx.rows(`DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2`, [userId, kept]);
  }

  /** Locks the session before its tokens, as ending a session does: so the two cannot deadlock. */
  private async lockSessionOf(tx: Transaction, tokenHash: Buffer): Promise<LoginSession | null> {
    const token = await tx.repository(RefreshToken).findOneBy({ tokenHash });
    return (
      token &&
      tx.repository(LoginSession).findOne({ where: { id: token.sessionId }, lock: { mode: 'pessimistic_write' } })
    );
  }

  private async rotate(tx: Transaction, session: LoginSession, tokenHash: Buffer): Promise<OpenLoginSession | 'ended'> {
    const now = this.clock.real();
    const { id: sessionId, userId, expiresAt } = session;
    const isActive = await tx.repository(User).existsBy({ id: userId, isActive: true });
    if (!isActive || expiresAt <= now) return 'ended';
    await tx.repository(RefreshToken).update({ tokenHash }, { usedAt: now });
    await tx.rows(FORGET_USED, [sessionId, daysBefore(now, USED_TOKEN_DAYS)]);
    await tx.repository(LoginSession).update({ id: sessionId }, { expiresAt: idleEnd(now) });
    const refreshToken = newSecret();
    await tx.repository(RefreshToken).insert({ tokenHash: hashed(refreshToken), sessionId });
    return { userId, sessionId, refreshToken };
  }

  private async reused(tx: Transaction, sessionId: string, usedAt: Date): Promise<'raced' | Reuse> {
    if (this.clock.real().getTime() - usedAt.getTime() <= RACE_SECONDS * 1000) return 'raced';
    await tx.repository(LoginSession).delete({ id: sessionId });
    return { reused: sessionId };
  }
}

/** 256 random bits. The database keeps only the hash. */
const newSecret = () => randomBytes(32).toString('base64url');

const hashed = (refreshToken: string) => createHash('sha256').update(refreshToken).digest();

const DAY_MS = 86_400_000;

const idleEnd = (now: Date) => new Date(now.getTime() + IDLE_DAYS * DAY_MS);

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

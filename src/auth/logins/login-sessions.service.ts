import { Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { Database, type Handle, type Transaction } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { InvalidCredentialsError } from '../auth-errors.js';
import type { Principal } from '../access/principal.js';
import { hashed } from './domain/next-tokens.js';
import { LoginSession } from './login-session.entity.js';

/** A login session ends when it is not refreshed for this long. */
export const IDLE_DAYS = 30;

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

const END_BY_TOKEN = `
  DELETE FROM sessions WHERE id = (SELECT session_id FROM refresh_tokens WHERE token_hash = $1)`;

/** A login session and the refresh token that extends it once. */
export interface OpenLoginSession {
  readonly userId: number;
  readonly sessionId: string;
  readonly refreshToken: string;
}

/** Opens and ends login sessions. */
@Injectable()
export class LoginSessionsService {
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

  async end(sessionId: string): Promise<void> {
    await this.database.repository(LoginSession).delete({ id: sessionId });
  }

  /** Ends the session of a refresh token, used or not. */
  async endByToken(refreshToken: string): Promise<void> {
    await this.database.rows(END_BY_TOKEN, [hashed(refreshToken)]);
  }

  /** Ends all sessions of a user except `kept`. */
  async endAll(tx: Transaction, userId: number, kept: string | null = null): Promise<void> {
    await tx.rows(`DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2`, [userId, kept]);
  }
}

/** 256 random bits. The database keeps only the hash. */
export const newSecret = () => randomBytes(32).toString('base64url');

export const DAY_MS = 86_400_000;

export const idleEnd = (now: Date) => new Date(now.getTime() + IDLE_DAYS * DAY_MS);

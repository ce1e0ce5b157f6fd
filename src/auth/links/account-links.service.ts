import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Config } from '../../config/config.js';
import { Database, type Handle, type Transaction } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import type { Role } from '../../users/role.js';
import { emailKey } from '../../users/user-columns.js';
import { TokenInvalidError } from '../auth-errors.js';
import { hashOf, keyOf, signed } from './domain/signed.js';
import { LINK_PURPOSES, type LinkPurpose } from './link-purposes.js';

const HOUR_MS = 3_600_000;

/** Old links stay for a week: the mail to the old address reads it from its link. */
const KEPT_MS = 168 * HOUR_MS;

/** Adds a link, and deletes a few old ones. One statement, the same for known and unknown addresses. */
const OPEN = `
  WITH forgotten AS (
    DELETE FROM account_links WHERE id = ANY (ARRAY(
      SELECT id FROM account_links WHERE expires_at < $9 ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED))
  )
  INSERT INTO account_links (id, purpose, email, old_email, user_id, token_hash, requested_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** A link works while its account is active and still has the address that it had when the link was asked for. */
const FIND = `
  SELECT l.id, l.email, l.old_email AS "oldEmail", u.id AS "userId", u.role, u.email AS "userEmail",
         ${emailKey('u.email')} AS account
    FROM account_links l JOIN users u ON u.id = l.user_id
   WHERE l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > $3 AND u.is_active
     AND ${emailKey('u.email')} = ${emailKey('coalesce(l.old_email, l.email)')}`;

const USE = `UPDATE account_links SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id`;

/** Links of resets whose mails wait have no user yet, only the address of the account. */
const END = `
  UPDATE account_links SET used_at = $3
   WHERE used_at IS NULL AND (user_id = $1 OR user_id IS NULL AND ${emailKey('email')} = $2)`;

const END_CHANGES = `
  UPDATE account_links SET used_at = $2 WHERE user_id = $1 AND purpose = 'email' AND used_at IS NULL`;

const FORGET = `
  DELETE FROM account_links WHERE user_id = $1
      OR user_id IS NULL AND ${emailKey('email')} = (SELECT ${emailKey('u.email')} FROM users u WHERE u.id = $1)`;

/** A link to be made. */
export interface NewLink {
  readonly purpose: LinkPurpose;
  readonly email: string;
  readonly oldEmail?: string;
  readonly userId?: number;
}

/** A link that is open, and the account that it is for. */
export interface OpenLink {
  readonly id: string;
  readonly email: string;
  readonly oldEmail: string | null;
  readonly userId: number;
  readonly role: Role;
  readonly userEmail: string;
  /** The form in which emails are compared. */
  readonly account: string;
}

/** The links of mails: makes, finds, uses and ends them. */
@Injectable()
export class AccountLinksService {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.key = keyOf(config.secret, 'links of accounts');
  }

  /** Returns the id, and when the link expires. Nobody sees the token before the mail is sent. */
  async open(db: Handle, { purpose, email, oldEmail, userId }: NewLink): Promise<{ id: string; expiresAt: Date }> {
    const now = this.clock.now();
    const id = randomUUID();
    const expiresAt = new Date(now.getTime() + LINK_PURPOSES[purpose].hours * HOUR_MS);
    const kept = new Date(now.getTime() - KEPT_MS);
    const hash = hashOf(this.tokenOf(id));
    await db.rows(OPEN, [id, purpose, email, oldEmail ?? null, userId ?? null, hash, now, expiresAt, kept]);
    return { id, expiresAt };
  }

  /** Throws TokenInvalidError when the token is unknown, used or expired. Uses nothing up. */
  async find(token: string, purpose: LinkPurpose): Promise<OpenLink> {
    const [link] = await this.database.rows<OpenLink>(FIND, [hashOf(token), purpose, this.clock.now()]);
    if (!link) throw new TokenInvalidError();
    return link;
  }

  /** Throws TokenInvalidError when another request has used the link meanwhile. Lock the user first, as a deletion does. */
  async use(tx: Transaction, { id }: OpenLink): Promise<void> {
    const used = await tx.rows(USE, [id, this.clock.now()]);
    if (used.length === 0) throw new TokenInvalidError();
  }

  /** Ends all open links of a user. `account` is the email that they had, in lower case. */
  async end(tx: Transaction, userId: number, account: string): Promise<void> {
    await tx.rows(END, [userId, account, this.clock.now()]);
  }

  /** Ends the links to other addresses of a user: a wrong one that they typed must not work beside the right one. */
  async endChanges(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(END_CHANGES, [userId, this.clock.now()]);
  }

  /** Deletes the links of a user who is to be deleted, and resets of their address that wait. Call it before the row is emptied. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(FORGET, [userId]);
  }

  tokenOf(id: string): string {
    return signed(this.key, id);
  }
}

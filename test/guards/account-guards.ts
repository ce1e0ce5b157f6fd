import { type Guard, guards } from './guard.js';

/** Links by mail, and what they change. */
export const ACCOUNT_GUARDS: readonly Guard[] = [
  ...guards(
    'src/auth/links/account-links.service.ts',
    ['password-resets'],
    [
      ['a link works once', 'WHERE id = $1 AND used_at IS NULL RETURNING id', 'WHERE id = $1 RETURNING id'],
      [
        'a link expires',
        'l.used_at IS NULL AND l.expires_at > $3 AND',
        'l.used_at IS NULL AND $3::timestamptz IS NOT NULL AND',
      ],
      ['a used link is not found', 'l.used_at IS NULL AND l.expires_at > $3 AND', 'l.expires_at > $3 AND'],
      ['a link is for one purpose', 'l.purpose = $2 AND', '$2::text IS NOT NULL AND'],
      ['links of deactivated accounts', 'AND u.is_active', ''],
      ['links whose mails wait end, too', '(user_id = $1 OR user_id IS NULL AND', '(user_id = $1 OR false AND'],
      ['the database keeps hashes', 'hashOf(this.tokenOf(id))', 'Buffer.from(this.tokenOf(id)).subarray(0, 32)'],
      ['old links go', 'WHERE expires_at < $9 ORDER BY', "WHERE expires_at < $9 AND purpose = '' ORDER BY"],
    ],
  ),
  ...guards(
    'src/auth/links/account-links.service.ts',
    ['email-changes'],
    [
      ['an earlier request ends', "purpose = 'email' AND used_at IS NULL`", "purpose = '' AND used_at IS NULL`"],
      [
        'links go with the account',
        'DELETE FROM account_links WHERE user_id = $1',
        'DELETE FROM account_links WHERE user_id = 0 * $1',
      ],
    ],
  ),
  ...guards(
    'src/auth/links/link-mails.service.ts',
    ['password-resets'],
    [
      ['links to nobody are not sent', 'AND u.is_active AND coalesce', 'AND coalesce'],
      ['ended links are not sent', 'person.link_id AND l.used_at IS NULL', 'person.link_id'],
      ['expired links are not sent', 'AND l.expires_at > $2', 'AND $2::timestamptz IS NOT NULL'],
    ],
  ),
  ...guards(
    'src/auth/links/mail-throttle.service.ts',
    ['password-resets', 'email-changes'],
    [['ten mails', 'if (wait > 0) throw', 'if (false) throw']],
  ),
  ...guards(
    'src/auth/accounts/new-passwords.service.ts',
    ['password-resets'],
    [
      ['a new password ends sessions', 'await this.sessions.endAll(tx, id, keptSession);', 'void keptSession;'],
      ['a new password ends links', 'await this.links.end(tx, id, account);', ''],
      ['a new password ends the throttle', 'await this.counts.forget(tx, account);', ''],
    ],
  ),
  ...guards(
    'src/auth/accounts/password-resets.service.ts',
    ['password-resets'],
    [['the email as a new password', 'if (fault !== null) throw', 'if (false) throw']],
  ),
  ...guards(
    'src/auth/accounts/email-changes.service.ts',
    ['email-changes'],
    [
      ['another email needs the password', 'await this.own.check(owner, password, address);', 'void password;'],
      ['a new email ends links', 'await this.links.end(tx, id, account);', 'void account;'],
    ],
  ),
  ...guards(
    'src/admin/user-changes.service.ts',
    ['email-changes'],
    [['an email of an admin is not verified', '...(isMoved && { emailVerifiedAt: null })', '']],
  ),
  ...guards(
    'src/auth/links/domain/signed.ts',
    ['unsubscribe'],
    [['a token to unsubscribe is signed', 'right.length === given.length && timingSafeEqual(right, given)', 'true']],
    'refuses a token that|changes nothing the second',
  ),
];

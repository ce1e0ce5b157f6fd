import { ACCESS, ACCESS_TESTS, type Guard, guards } from './guard.js';

/** Authentication and permissions. */
export const ACCESS_GUARDS: readonly Guard[] = [
  ...guards(
    'src/auth/access/access.guard.ts',
    [ACCESS],
    [
      ['the role is compared', 'if (!access?.includes(principal.role))', 'if (!access)'],
      ['guests are refused', 'if (!principal) throw new UnauthenticatedError();', ''],
    ],
    ACCESS_TESTS,
  ),
  ...guards(
    'src/auth/access/jwt.strategy.ts',
    ['accounts-tokens'],
    [
      ['algorithm', 'algorithms: [TOKEN.algorithm]', `algorithms: [TOKEN.algorithm, 'HS384', 'HS512']`],
      ['each application has its own strategy', '`jwt ${randomUUID()}`', `'jwt'`],
      ['issuer', 'issuer: TOKEN.issuer,', ''],
      ['audience', 'audience: TOKEN.audience,', ''],
      ['typ', 'header.typ === TOKEN.typ &&', ''],
      ['expired tokens', ' || checked.expiresAt * 1000 <= this.clock.realMillis()', ''],
      ['expiry is required', `typeof exp === 'number' &&`, ''],
      ['id of the token is required', `typeof jti === 'string' &&`, ''],
      ['a bearer token and nothing else', '/^Bearer +([\\w.~+/-]+=*)$/i', '/Bearer +([\\w.~+/-]+=*)/i'],
    ],
  ),
  ...guards(
    'src/auth/access/checked-tokens.ts',
    ['accounts-tokens', 'src/auth/access/checked-tokens.spec.ts'],
    [
      ['a known token expires', 'token && now < token.expiresAt * 1000 ? token : undefined', 'token'],
      ['a bounded number of tokens is remembered', 'this.tokens.size >= this.most', 'false'],
    ],
  ),
  ...guards(
    'src/auth/logins/login-sessions.service.ts',
    ['accounts-sessions'],
    [
      ['deactivated users are refused', 'AND s.expires_at > $3 AND u.is_active', 'AND s.expires_at > $3'],
      [
        'sessions that nobody uses expire',
        'AND s.expires_at > $3 AND u.is_active',
        'AND $3 IS NOT NULL AND u.is_active',
      ],
      [
        'an ended session is refused',
        'WHERE s.id = $1 AND u.id = $2 AND',
        'WHERE (s.id = $1 OR true) AND u.id = $2 AND',
      ],
      [
        'ending all sessions',
        'DELETE FROM sessions WHERE user_id = $1 AND',
        'DELETE FROM sessions WHERE user_id = 0 * $1 AND',
      ],
    ],
  ),
  ...guards(
    'src/auth/logins/refreshes.service.ts',
    ['accounts-sessions', 'cookie-logins'],
    [
      ['a refresh token works once', 'return token.usedAt ? again', 'return false && token.usedAt ? again'],
      ['an old refresh token ends its session', 'await tx.repository(LoginSession).delete({ id: sessionId });', ''],
      ['old used tokens are deleted', 'OFFSET ${MOST_USED_TOKENS}', 'OFFSET 1000000'],
      ['expired sessions are not refreshed', 'return isActive && expiresAt > this.clock.real();', 'return isActive;'],
      ['used tokens are kept', 'const USED_TOKEN_DAYS = 30;', 'const USED_TOKEN_DAYS = 0;'],
      ['tabs share a token for a minute', 'this.isWithin(SHARED_RACE_SECONDS, usedAt)', 'true'],
      [
        'tabs that refresh at once get the same token',
        'this.newestAfter(refreshToken, tx, session)',
        "'raced' as const",
      ],
    ],
  ),
  ...guards(
    'src/auth/cookies/browser-logins.service.ts',
    ['cookie-logins'],
    [
      ['only own pages use the cookie', 'if (!isOwnOrigin(', 'if (false && !isOwnOrigin('],
      ['the cookie is secure', "environment === 'production' ||", ''],
      ['the body has no token then', 'return rest;', 'return answer;'],
      ['logging out ends the session of the cookie', 'await this.sessions.endByToken(token);', ''],
    ],
  ),
  ...guards(
    'src/auth/logins/attempt-counts.service.ts',
    ['accounts-throttle'],
    [
      ['throttle of an account', 'THEN $6::integer ELSE', 'THEN 1000000 * $6::integer ELSE'],
      ['throttle of an address', 'ELSE $7::integer END AS is_free', 'ELSE 1000000 * $7::integer END AS is_free'],
    ],
  ),
  ...guards(
    'src/auth/accounts/accounts.service.ts',
    ['accounts-login'],
    [['deactivated accounts', 'if (isActive !== true) throw', 'if (false) throw']],
  ),
  ...guards(
    'src/auth/accounts/password-changes.service.ts',
    ['accounts-password'],
    [['weak passwords', 'if (fault !== null) throw', 'if (false) throw']],
  ),
  ...guards(
    'src/auth/dto/password-fields.ts',
    ['accounts-signup'],
    [['weak passwords at sign-up', 'passwordFault(plain, typeof', "passwordFault('k7#vQz!x', typeof"]],
  ),
  ...guards(
    'src/auth/accounts/domain/password-forms.ts',
    ['accounts-login'],
    [
      ['composed letters', ".normalize('NFKC').replace", '.replace'],
      ['hashes of before', 'return [...forms];', 'return [];'],
    ],
  ),
  ...guards(
    'src/auth/semaphore.ts',
    ['src/auth/semaphore.spec.ts'],
    [
      ['the line is bounded', 'this.line.length >= this.waiting', 'false'],
      ['a place is given back', 'this.leave();', ''],
    ],
  ),
  ...guards(
    'src/auth/accounts/passwords.service.ts',
    ['accounts-login'],
    [['the right password', 'match !== undefined && known ?', 'known ?']],
  ),
  ...guards(
    'src/users/user-records.service.ts',
    ['admin-races'],
    [['admins change admins in turn', 'SELECT pg_advisory_xact_lock($1)', 'SELECT $1::integer']],
    'last two admins|twice at once',
  ),
  ...guards(
    'src/server/observing/metrics.controller.ts',
    ['health'],
    [
      ['metrics need loopback or a token', 'this.assertMayRead(request);', ''],
      ['a forwarded request is not local', '&& forwarded === undefined', ''],
    ],
  ),
];

import { createHash, createHmac } from 'node:crypto';

/** The database keeps only this hash of a refresh token. */
export const hashed = (refreshToken: string) => createHash('sha256').update(refreshToken).digest();

/**
 * The token that follows `refreshToken` in a cookie. It is always the same one, so that tabs that refresh at once, and a tab
 * whose answer was lost, all receive it. Nobody without the key can tell it from the one before.
 */
export const nextShared = (key: Buffer, refreshToken: string) =>
  createHmac('sha256', key).update(refreshToken).digest('base64url');

/** More refreshes than a browser makes while tokens are shared. */
const MOST = 100;

/** The one after `refreshToken` whose hash is `wanted`; null when there is none. */
export function sharedSuccessor(key: Buffer, refreshToken: string, wanted: Buffer): string | null {
  let token = refreshToken;
  for (let step = 0; step < MOST; step++) {
    token = nextShared(key, token);
    if (hashed(token).equals(wanted)) return token;
  }
  return null;
}

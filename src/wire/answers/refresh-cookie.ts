/** Its name among the security schemes of the OpenAPI document. */
export const COOKIE_SCHEME = 'refreshCookie';

/** Holds the refresh token of a browser, out of reach of its scripts. */
export const REFRESH_COOKIE = 'vibe_refresh_token';

const COOKIE = new RegExp(`(?:^|;) *${REFRESH_COOKIE}=([^;]*)`);

/** The refresh token in a `Cookie` header; null without one. A browser sends the cookie with the longest path first. */
export function refreshTokenIn(header: string | undefined): string | null {
  const value = COOKIE.exec(header ?? '')?.[1]?.trim() ?? '';
  return value === '' ? null : value;
}

interface Scope {
  readonly path: string;
  readonly isSecure: boolean;
}

/** The `Set-Cookie` header that keeps `value` for `seconds`; with 0 the browser drops it. `value` needs no quotes: it is base64url. */
export function refreshCookie(value: string, seconds: number, { path, isSecure }: Scope): string {
  const attributes = [`Path=${path}`, `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict'];
  return [`${REFRESH_COOKIE}=${value}`, ...attributes, ...(isSecure ? ['Secure'] : [])].join('; ');
}

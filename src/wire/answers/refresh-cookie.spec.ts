import { refreshCookie, refreshTokenIn } from './refresh-cookie.js';

describe('the cookie with the refresh token', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['vibe_refresh_token=', null],
    ['vibe_refresh_token=abc', 'abc'],
    ['theme=dark; vibe_refresh_token=abc; lang=de', 'abc'],
    ['theme=dark;vibe_refresh_token=abc', 'abc'],
    ['vibe_refresh_token=first; vibe_refresh_token=second', 'first'],
    ['not_vibe_refresh_token=abc', null],
    ['vibe_refresh_token_2=abc', null],
    ['theme="vibe_refresh_token=abc"', null],
  ])('is read from %j as %j', (header, token) => {
    expect(refreshTokenIn(header)).toBe(token);
  });

  it.each([
    [true, 'vibe_refresh_token=abc; Path=/api/v1/auth; Max-Age=60; HttpOnly; SameSite=Strict; Secure'],
    [false, 'vibe_refresh_token=abc; Path=/api/v1/auth; Max-Age=60; HttpOnly; SameSite=Strict'],
  ])('is written with Secure: %j', (isSecure, header) => {
    expect(refreshCookie('abc', 60, { path: '/api/v1/auth', isSecure })).toBe(header);
  });
});

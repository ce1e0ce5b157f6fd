import type { LockedUser } from '../../users/domain/account.js';
import { assertMayDelete, assertMayDeleteOneself } from './erasure-rules.js';

const ME = 1;
const usual = {
  email: 'jo@example.com',
  isActive: true,
  createdAt: '2026-11-01T09:00:00.000Z',
  hasOtherAdmin: true,
  isAskedByAdmin: true,
};
const admin = (id: number, hasOtherAdmin = true): LockedUser => ({ ...usual, id, role: 'admin', hasOtherAdmin });
const client: LockedUser = { ...usual, id: 3, role: 'client', isAskedByAdmin: false };

/** The code of the refusal; null when the rule allows it. */
function refusal(rule: () => void): string | null {
  try {
    rule();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a deletion of a user by an admin', () => {
  it.each<[string, LockedUser, string | null]>([
    ['oneself', admin(ME), 'own-account'],
    ['another admin', admin(2), null],
    ['the last admin', admin(2, false), 'last-admin'],
    ['a client', { ...client, isAskedByAdmin: true }, null],
    ['a client, as an admin no more', client, 'forbidden'],
  ])('%s', (_, user, code) => {
    expect(refusal(() => assertMayDelete(ME, user))).toBe(code);
  });
});

describe('a deletion of oneself', () => {
  it.each<[string, LockedUser, number, boolean, string | null]>([
    ['a client without sessions', client, 0, false, null],
    ['a client with a session ahead', client, 1, false, 'sessions-ahead'],
    ['a client with a session ahead who confirms', client, 1, true, null],
    ['an admin', admin(ME), 0, false, null],
    ['the last admin', admin(ME, false), 0, true, 'last-admin'],
    ['the last admin, deactivated', { ...admin(ME, false), isActive: false }, 0, false, null],
  ])('%s', (_, user, sessions, isConfirmed, code) => {
    expect(refusal(() => assertMayDeleteOneself(user, sessions, isConfirmed))).toBe(code);
  });

  it('says how many sessions there are', () => {
    expect(() => assertMayDeleteOneself(client, 3, false)).toThrow('You have 3 sessions ahead');
    expect(() => assertMayDeleteOneself(client, 1, false)).toThrow('You have a session ahead');
  });
});

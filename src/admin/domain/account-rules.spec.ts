import type { LockedUser, UserChange } from '../../users/domain/account.js';
import { assertMayChange, endsBookability } from './account-rules.js';

const ME = 1;
const usual = {
  email: 'jo@example.com',
  isActive: true,
  createdAt: '2026-11-01T09:00:00.000Z',
  hasOtherAdmin: true,
  isAskedByAdmin: true,
};
const admin = (id: number, hasOtherAdmin = true): LockedUser => ({ ...usual, id, role: 'admin', hasOtherAdmin });
const client: LockedUser = { ...usual, id: 3, role: 'client' };
const coach: LockedUser = { ...usual, id: 4, role: 'coach' };
const late = { isAskedByAdmin: false };

/** The code of the refusal; null when the rule allows it. */
function refusal(rule: () => void): string | null {
  try {
    rule();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a change of a user by an admin', () => {
  it.each<[string, LockedUser, UserChange, boolean, string | null]>([
    ['rename oneself', admin(ME), { fullName: 'Ada', role: 'admin', isActive: true }, false, null],
    ['demote oneself', admin(ME), { role: 'coach' }, false, 'own-account'],
    ['deactivate oneself', admin(ME), { isActive: false }, false, 'own-account'],
    ['demote another admin', admin(2), { role: 'coach' }, false, null],
    ['deactivate another admin', admin(2), { isActive: false }, false, null],
    ['demote the last admin', admin(2, false), { role: 'coach' }, false, 'last-admin'],
    ['deactivate the last admin', admin(2, false), { isActive: false }, false, 'last-admin'],
    ['rename the last admin', admin(2, false), { fullName: 'Ada' }, false, null],
    ['demote an admin who is deactivated', { ...admin(2, false), isActive: false }, { role: 'client' }, false, null],
    ['make a client a coach', client, { role: 'coach' }, false, null],
    ['make a client a coach, as an admin no more', { ...client, ...late }, { role: 'coach' }, false, 'forbidden'],
    ['rename a client, as an admin no more', { ...client, ...late }, { fullName: 'Ada' }, true, 'forbidden'],
    ['demote the last admin, as one no more', { ...admin(2, false), ...late }, { role: 'coach' }, false, 'last-admin'],
    ['make a client with bookings a coach', client, { role: 'coach' }, true, 'has-active-bookings'],
    ['leave the role of a client with bookings', client, { role: 'client' }, true, null],
    ['deactivate a client with bookings', client, { isActive: false }, true, null],
  ])('%s', (_, user, change, hasActiveBookings, code) => {
    expect(refusal(() => assertMayChange(ME, user, change, hasActiveBookings))).toBe(code);
  });
});

describe('what can be booked of a user', () => {
  it.each<[string, LockedUser, UserChange, boolean, boolean]>([
    ['ends with the account', client, { isActive: false }, false, true],
    ['ends with the approval of a coach, where they need one', coach, { isVerified: false }, true, true],
    ['goes on without it where they need none', coach, { isVerified: false }, false, false],
    ['goes on when a coach is approved', coach, { isVerified: true }, true, false],
    ['does not depend on the approval of a client', client, { isVerified: false }, true, false],
  ])('%s', (_, user, change, needsApproval, ends) => {
    expect(endsBookability(user, change, needsApproval)).toBe(ends);
  });
});

import type { LockedUser } from '../../users/domain/account.js';
import { assertMayDelete, assertMayDeleteOneself, type AtStake } from './erasure-rules.js';

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

const none = { sessions: 0, credits: 0, creditsOfClients: 0 };
const session = { ...none, sessions: 1 };
const credits = { ...none, credits: 5 };
const ofClients = { ...none, creditsOfClients: 1 };

describe('a deletion of oneself', () => {
  it.each<[string, LockedUser, AtStake, boolean, string | null]>([
    ['a client without sessions', client, none, false, null],
    ['a client with a session ahead', client, session, false, 'sessions-ahead'],
    ['a client with a session ahead who confirms', client, session, true, null],
    ['a client with credits left', client, credits, false, 'credits-left'],
    ['a client with credits left who confirms', client, credits, true, null],
    ['a client with both', client, { ...session, credits: 5 }, false, 'sessions-ahead'],
    ['a coach whose clients have credits left', client, ofClients, false, 'credits-left'],
    ['an admin', admin(ME), none, false, null],
    ['the last admin', admin(ME, false), none, true, 'last-admin'],
    ['the last admin, deactivated', { ...admin(ME, false), isActive: false }, none, false, null],
  ])('%s', (_, user, atStake, isConfirmed, code) => {
    expect(refusal(() => assertMayDeleteOneself(user, atStake, isConfirmed))).toBe(code);
  });

  it.each<[AtStake, string]>([
    [{ ...none, sessions: 3 }, 'You have 3 sessions ahead, which would be cancelled.'],
    [session, 'You have a session ahead, which would be cancelled.'],
    [credits, 'You have 5 credits left, which would be lost.'],
    [ofClients, 'Clients have a credit of you left, which would be refunded.'],
    [
      { sessions: 1, credits: 5, creditsOfClients: 2 },
      'You have a session ahead, which would be cancelled. You have 5 credits left, which would be lost. ' +
        'Clients have 2 credits of you left, which would be refunded.',
    ],
  ])('says what ends: %j', (atStake, sentence) => {
    const anyway = 'Send "confirm": true to delete your account anyway.';
    expect(() => assertMayDeleteOneself(client, atStake, false)).toThrow(`${sentence} ${anyway}`);
  });
});

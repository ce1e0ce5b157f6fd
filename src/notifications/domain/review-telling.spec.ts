import { hidesSession, invitationTimes, isChoice, type ReviewMessage, reviewTellingsOf } from './review-telling.js';

const EVENT = { id: 7, clientId: 5, coachId: 2, adminIds: [1, 3] };

describe('who is told of a review', () => {
  it.each([
    ['review.created', [2]],
    ['review.replied', [5]],
    ['review.reported', [1, 3]],
    ['review.removed', [5]],
    ['review.seen', []],
  ])('%s: %j', (type, readers) => {
    const told = reviewTellingsOf({ ...EVENT, type });
    expect(told.map(({ userId }) => userId)).toEqual(readers);
    expect(told.every(({ message, eventId }) => message === type && eventId === 7)).toBe(true);
  });

  it.each<[ReviewMessage, boolean, boolean]>([
    ['review.invited', false, true],
    ['review.created', true, true],
    ['review.replied', false, true],
    ['review.reported', true, false],
    ['review.removed', false, false],
  ])('%s hides the session: %s; settings can stop its mail: %s', (message, hides, choice) => {
    expect([hidesSession(message), isChoice(message)]).toEqual([hides, choice]);
  });
});

describe('the invitation to review a session', () => {
  const completedAt = new Date('2027-01-12T10:00:00Z');

  it.each([
    ['a session that is over', '2027-01-12T09:00:00Z', '2027-01-12T11:00:00Z'],
    ['one that was completed before its end', '2027-01-12T12:00:00Z', '2027-01-12T13:00:00Z'],
    ['one without a time', null, '2027-01-12T11:00:00Z'],
  ])('to %s, which ends at %s, is sent at %s', (_, endsAt, dueAt) => {
    const times = invitationTimes({ completedAt, endsAt: endsAt === null ? null : new Date(endsAt) });
    expect(times).toEqual({ dueAt: new Date(dueAt), expiresAt: new Date('2027-02-11T10:00:00Z') });
  });
});

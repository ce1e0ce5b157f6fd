import { accountTellingsOf } from './account-telling.js';

describe('what happens to an account', () => {
  it('is told to its owner when their data is ready, and else not', () => {
    const data = { expires_at: '2026-11-30T02:00:00Z' };
    const deed = ['account.changed', 'account.export_ready'].map((type, id) => ({ id, type, subjectId: 7, data }));
    expect(accountTellingsOf(deed)).toEqual([
      { userId: 7, message: 'account.export-ready', eventId: 1, expiresAt: data.expires_at },
    ]);
  });
});

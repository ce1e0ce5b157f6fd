import { keyOf } from './signed.js';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.js';

const key = keyOf('a secret for tests, of 32 letters and more', 'unsubscribe');
const token = unsubscribeToken(key, { userId: 17, kind: 'reminders' });

describe('a token to unsubscribe', () => {
  it('says who wants no more of which mails', () => {
    expect(readUnsubscribeToken(key, token)).toEqual({ userId: 17, kind: 'reminders' });
  });

  it.each([
    ['nothing', ''],
    ['of another user', token.replace('17', '18')],
    ['of another kind', token.replace('reminders', 'reviews')],
    ['cut off', token.slice(0, -1)],
    ['with more behind', `${token}a`],
    ['with another form of the number', token.replace('17', '017')],
    ['in other letters', token.toUpperCase()],
    ['of another key', unsubscribeToken(keyOf('x', 'unsubscribe'), { userId: 17, kind: 'reminders' })],
  ])('is refused when it is %s', (_, wrong) => {
    expect(readUnsubscribeToken(key, wrong)).toBeNull();
  });
});

import { hashOf, isSigned, keyOf, signed } from './signed.js';

const SECRET = 'a secret for tests, of 32 letters and more';
const key = keyOf(SECRET, 'one label');

describe('signed tokens', () => {
  it('have 256 bits, and are the same for the same text', () => {
    expect(signed(key, 'text')).toMatch(/^[\w-]{43}$/);
    expect(signed(key, 'text')).toBe(signed(key, 'text'));
  });

  it.each([
    ['text', keyOf(SECRET, 'another label')],
    ['text', keyOf(`${SECRET}!`, 'one label')],
    ['other text', key],
  ])('differ for another text, label or secret', (text, other) => {
    expect(signed(other, text)).not.toBe(signed(key, 'text'));
  });

  it('are checked as a whole', () => {
    const token = signed(key, 'text');
    expect(isSigned(key, 'text', token)).toBe(true);
    for (const wrong of ['', token.slice(1), `${token}=`, `${token} `, token.toLowerCase(), 'ü'.repeat(43)]) {
      expect(isSigned(key, 'text', wrong)).toBe(false);
    }
    expect(isSigned(key, 'other text', token)).toBe(false);
  });

  it('are kept as hashes of 32 bytes', () => {
    expect(hashOf(signed(key, 'text'))).toHaveLength(32);
  });
});

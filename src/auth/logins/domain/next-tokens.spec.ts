import { hashed, nextShared, sharedSuccessor } from './next-tokens.js';

const KEY = Buffer.from('a key of this server');
const chain = (length: number) => {
  const tokens = ['first'];
  while (tokens.length <= length) tokens.push(nextShared(KEY, tokens.at(-1)!));
  return tokens;
};

describe('the next token of a cookie', () => {
  it('is the same for all tabs, another one for another key, and has 256 bits', () => {
    expect(nextShared(KEY, 'first')).toBe(nextShared(KEY, 'first'));
    expect(nextShared(Buffer.from('another key'), 'first')).not.toBe(nextShared(KEY, 'first'));
    expect(Buffer.from(nextShared(KEY, 'first'), 'base64url')).toHaveLength(32);
  });

  it.each([
    [1, true],
    [2, true],
    [100, true],
    [101, false],
  ])('is found %d refreshes later: %s', (steps, isFound) => {
    const last = chain(steps).at(-1)!;
    expect(sharedSuccessor(KEY, 'first', hashed(last))).toBe(isFound ? last : null);
  });

  it('is not the token itself, nor one that another session has', () => {
    expect(sharedSuccessor(KEY, 'first', hashed('first'))).toBeNull();
    expect(sharedSuccessor(KEY, 'first', hashed('other'))).toBeNull();
  });
});

import { CheckedTokens } from './checked-tokens.js';

describe('checked tokens', () => {
  const token = { userId: 1, sessionId: 'b0a7e0d4-5d43-4a8e-9d6b-0d2f6f1c9a55', expiresAt: 100 };

  it('are found by their whole text only', () => {
    const tokens = new CheckedTokens();
    tokens.add('text', token);
    expect(tokens.get('text', 0)).toBe(token);
    expect(tokens.get('texts', 0)).toBeUndefined();
  });

  it('are forgotten when they expire', () => {
    const tokens = new CheckedTokens();
    tokens.add('text', token);
    expect(tokens.get('text', 99_999)).toBe(token);
    expect(tokens.get('text', 100_000)).toBeUndefined();
  });

  it('are bounded: the oldest are forgotten first', () => {
    const tokens = new CheckedTokens(2);
    for (const text of ['first', 'second', 'third']) tokens.add(text, token);
    expect(['first', 'second', 'third'].map((text) => tokens.get(text, 0))).toEqual([undefined, token, token]);
  });
});

import { isBlank, isStorable, lengthOf } from './text.js';

describe('text from a request', () => {
  it.each(['', 'a', 'naïve', '😀', 'a\nb\tc', '<script>', "'; DROP TABLE users; --", '=cmd|x', '\u{10FFFF}', '\u200d'])(
    '%j can be stored',
    (text) => {
      expect(isStorable(text)).toBe(true);
    },
  );

  it.each(['\0', 'a\0b', '\ud83d', '\ude00', 'a\ud83d b', '\ude00\ud83d'])('%j cannot be stored', (text) => {
    expect(isStorable(text)).toBe(false);
  });

  it.each([
    '',
    ' ',
    '\t\n\r',
    '\u00a0',
    '\u3000',
    '\u200b',
    '\u200d\u200c',
    '\ufeff',
    '\u2800',
    '\u3164',
    '\u00ad',
    '\u202e',
  ])('%j is blank', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['a', ' a ', '.', '0', '\u200ba', '😀', '👨‍👩‍👧', 'ا', '中'])('%j is not blank', (text) => {
    expect(isBlank(text)).toBe(false);
  });

  it.each([
    ['', 0],
    ['abc', 3],
    ['😀', 1],
    ['é', 1],
    ['e\u0301', 2],
    ['👨‍👩‍👧', 5],
  ])('%j has %d code points', (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });
});

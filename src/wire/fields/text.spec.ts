import { isBlank, isOneLine, isStorable, lengthOf, withoutBlanksAround } from './text.js';

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
    '\ufe0f\u034f',
    '\u{e0101}',
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

  it.each(['Jo Miller', 'שלום\u200f!', '👨‍👩‍👧', 'नमस्\u200dते', '🏴\u{e0067}\u{e007f}', '<b>'])('%j is one line', (text) => {
    expect(isOneLine(text)).toBe(true);
  });

  it.each([
    'a\nb',
    'a\r',
    '\ta',
    'a\u0085',
    'a\u2028',
    'a\u2029b',
    'a\u001b[1m',
    '\u202eoJ',
    'a\u202a',
    '\u2066a\u2069',
    'a\u007f',
  ])('%j is not one line', (text) => {
    expect(isOneLine(text)).toBe(false);
  });

  it.each([
    ['', ''],
    [' \t\u3000 ', ''],
    ['\u00a0a b\u2028\u0085', 'a b'],
    ['\u200ba', '\u200ba'],
  ])('%j is %j without the blanks around it', (text, rest) => {
    expect(withoutBlanksAround(text)).toBe(rest);
  });
});

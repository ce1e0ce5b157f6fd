import { names } from './revalidation.js';

describe('If-None-Match', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['"b, a"', false],
    ['a', false],
    ['"A"', false],
    ['', false],
  ])('%s names the tag "a": %s', (known, isNamed) => {
    expect(names(known, '"a"')).toBe(isNamed);
    expect(names(known, 'W/"a"')).toBe(isNamed);
  });
});

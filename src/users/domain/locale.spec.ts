import { localeOf } from './locale.js';

describe('the language of somebody who accepts', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['de', 'de'],
    ['de-CH', 'de'],
    ['DE-at', 'de'],
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['en;q=0.5, de;q=0.7', 'de'],
    ['fr-FR, fr;q=0.9, de;q=0.5', 'de'],
    ['fr', 'en'],
    ['de;q=0', 'en'],
    ['de;q=0, en;q=0.1', 'en'],
    ['den, deu', 'en'],
    ['de;q=x', 'en'],
    [`${'de-'.repeat(9)},,;q=1`, 'en'],
  ])('%j is %s', (accepted, locale) => {
    expect(localeOf(accepted)).toBe(locale);
  });
});

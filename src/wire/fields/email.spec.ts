import { emailForm, isAddress } from './email.js';

describe('an email', () => {
  it.each([
    ['client9@vibe.com ', 'client9@vibe.com'],
    ['\u00a0\t\u3000jo@example.com\u2003\r\n\u0085', 'jo@example.com'],
    ['Jo.O+tag@EXAMPLE.com', 'Jo.O+tag@EXAMPLE.com'],
    ['Jose\u0301@Example.com', 'josé@example.com'],
    ['JOSÉ@example.com', 'josé@example.com'],
    ['jo@MÜNCHEN.de', 'jo@münchen.de'],
    ['jo@xn--mnchen-3ya.de', 'jo@münchen.de'],
    ['jo@XN--MNCHEN-3YA.de', 'jo@münchen.de'],
    ['jo@пример.xn--p1ai', 'jo@пример.рф'],
    ['"jo miller"@example.com', '"jo miller"@example.com'],
  ])('%j is stored as %j, and so is what is stored', (typed, stored) => {
    expect(emailForm(typed)).toBe(stored);
    expect(emailForm(stored)).toBe(stored);
    expect(isAddress(stored)).toBe(true);
  });

  it.each([
    ['a domain with a Roman numeral', 'jo@EXAMPLE.ⅭOM'],
    ['a domain in wide letters', 'jo@ｅｘａｍｐｌｅ.com'],
    ['a domain with a soft hyphen', 'jo@ex\u00adample.com'],
    ['a domain with a joiner between Latin letters', 'jo@a\u200db.com'],
    ['a domain of emoji', 'jo@💩.la'],
    ['the same in ASCII', 'jo@xn--ls8h.la'],
    ['an A-label of nothing', 'jo@xn--a.com'],
    ['a label of more than 63 characters in ASCII', `jo@${'ü'.repeat(63)}.de`],
    ['a zero-width space before the @', 'jo\u200b@example.com'],
    ['a character that turns the direction', '\u202ejo@example.com'],
    ['a blank within', 'jo @example.com'],
    ['no @', 'jó'],
    ['nothing', ''],
    ['half a character', 'jo\ud800@example.com'],
  ])('with %s is refused: %j', (_, typed) => {
    expect(isAddress(emailForm(typed))).toBe(false);
  });

  it('of thousands of blanks takes no time', () => {
    const begun = performance.now();
    expect(isAddress(emailForm(`a${' '.repeat(60_000)}b`))).toBe(false);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

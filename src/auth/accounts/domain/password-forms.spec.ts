import { olderForms, plainForm } from './password-forms.js';

describe('a password as it was typed', () => {
  it.each([
    ['correct horse', 'correct horse', []],
    ['  k7#vQz  ', '  k7#vQz  ', []],
    ['🦊🐻', '🦊🐻', []],
    ['cafe\u0301', 'caf\u00e9', ['cafe\u0301']],
    ['caf\u00e9', 'caf\u00e9', ['cafe\u0301']],
    ['a\u00a0b', 'a b', ['a\u00a0b']],
    ['a\tb\u3000c\u2003d', 'a b c d', ['a\tb\u3000c\u2003d']],
    ['ｐａｓｓ', 'pass', ['ｐａｓｓ']],
    ['ﬁ\u00a0e\u0301', 'fi \u00e9', ['ﬁ\u00a0e\u0301']],
    ['ﬁ\u00a0\u00e9', 'fi \u00e9', ['ﬁ\u00a0\u00e9', 'ﬁ\u00a0e\u0301']],
  ])('%j counts as %j, and may have been hashed as %j', (typed, plain, older) => {
    expect(plainForm(typed)).toBe(plain);
    expect(plainForm(plain)).toBe(plain);
    expect(olderForms(typed)).toEqual(older);
  });
});

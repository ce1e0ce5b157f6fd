import 'reflect-metadata';
import { ProblemException } from '../../problems/problem.js';
import { DtoPipe } from '../../wire/validation.pipe.js';
import { NewPassword, OwnPassword } from './password-fields.js';

class Chosen {
  @NewPassword()
  readonly x?: string;
}

class Known {
  @OwnPassword()
  readonly x?: string;
}

/** The sentence that refuses the password; null when it is accepted unchanged. */
async function faultOf(metatype: typeof Chosen, x: unknown): Promise<string | null> {
  try {
    expect(await new DtoPipe().transform({ x }, { type: 'body', metatype })).toEqual({ x });
    return null;
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return error.message;
  }
}

const NO_TEXT = 'X must be a text.';
const NO_CHARACTERS = 'X has characters that cannot be stored.';
const LENGTH = 'X must have 8 to 128 characters.';

describe('the field of a new password', () => {
  it.each([
    ['k7#vQz!x', null],
    ['  k7#vQz  ', null],
    ['🦊'.repeat(128), null],
    ['e\u0301'.repeat(7), LENGTH],
    ['e\u0301'.repeat(8), null],
    ['…'.repeat(43), LENGTH],
    ['🦊'.repeat(129), LENGTH],
    ['\u200b'.repeat(8), 'X must not be blank.'],
    ['\u3164\ufe0f\u00ad\u00a0\u2060\u200d\t\u2800', 'X must not be blank.'],
    ['ｐａｓｓｗｏｒｄ', 'X is too common; please choose one that is harder to guess.'],
    ['k7#v\0Qz!x', NO_CHARACTERS],
    ['k7#v\ud800Qz!x', NO_CHARACTERS],
    [12345678, NO_TEXT],
    [null, NO_TEXT],
    [undefined, NO_TEXT],
  ])('%j: %s', async (password, fault) => {
    expect(await faultOf(Chosen, password)).toBe(fault);
  });
});

describe('the field of a password that somebody has', () => {
  it.each([
    ['x', null],
    [' ', null],
    ['…'.repeat(128), null],
    ['e\u0301'.repeat(128), null],
    ['', 'X must have 1 to 128 characters.'],
    ['x'.repeat(129), 'X must have 1 to 128 characters.'],
    ['a\0b', NO_CHARACTERS],
    [['abc'], NO_TEXT],
  ])('%j: %s', async (password, fault) => {
    expect(await faultOf(Known, password)).toBe(fault);
  });
});

import { passwordFault } from './password-policy.js';

const isCommon = (password: string) => password === 'letmein1';
const COMMON = 'is too common; please choose one that is harder to guess';

describe('a new password', () => {
  it.each([
    ['jo@example.com', 'correct horse', null],
    ['jo@example.com', 'letmein1', COMMON],
    ['jo@example.com', 'LetMeIn1', COMMON],
    ['jo@example.com', 'letmein1 ', null],
    ['jo@example.com', '         ', 'must not be blank'],
    ['jo@example.com', '  four  blanks  ', null],
    ['jo@example.com', 'jo@example.com', 'must not be the email'],
    ['Jo@Example.com', 'jO@eXAMPLE.COM', 'must not be the email'],
    ['jo@example.com', 'jo@example.com!', null],
  ])('of %s may be %j: %s', (email, password, fault) => {
    expect(passwordFault(password, email, isCommon)).toBe(fault);
  });
});

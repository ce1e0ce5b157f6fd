import { ForbiddenError, TooManyAttemptsError } from './auth-errors.js';

describe('the message of a refusal', () => {
  it.each([
    [['admin'], 'Only admins may do this.'],
    [['coach', 'admin'], 'Only coaches and admins may do this.'],
    [[], 'Nobody may do this.'],
  ] as const)('names the roles %j: %s', (allowed, message) => {
    expect(new ForbiddenError(allowed).message).toBe(message);
  });

  it.each([
    [1, 'Too many failed attempts; please try again in 1 second.'],
    [60, 'Too many failed attempts; please try again in 1 minute.'],
    [900, 'Too many failed attempts; please try again in 15 minutes.'],
  ])('names a wait of %d seconds: %s', (seconds, message) => {
    expect(new TooManyAttemptsError(seconds).message).toBe(message);
  });
});

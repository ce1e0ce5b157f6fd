import { ForbiddenError, TooManyAttemptsError } from './auth-errors.js';

describe('what people are told', () => {
  it.each([
    [['admin'], 'Only admins may do this.'],
    [['coach', 'admin'], 'Only coaches and admins may do this.'],
    [[], 'Nobody may do this.'],
  ] as const)('when only %j may do something: %s', (allowed, message) => {
    expect(new ForbiddenError(allowed).message).toBe(message);
  });

  it.each([
    [1, 'Too many failed attempts; please try again in 1 second.'],
    [60, 'Too many failed attempts; please try again in 1 minute.'],
    [900, 'Too many failed attempts; please try again in 15 minutes.'],
  ])('when they have to wait for %d seconds: %s', (seconds, message) => {
    expect(new TooManyAttemptsError(seconds).message).toBe(message);
  });
});

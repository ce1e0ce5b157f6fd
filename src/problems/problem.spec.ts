import { generalProblem } from './problem.js';

describe('the problem document for a bare status', () => {
  it.each([
    [404, 404, 'not-found'],
    [418, 400, 'malformed-request'],
    [500, 500, 'internal-error'],
    [502, 500, 'internal-error'],
  ])('answers %d as %d', (status, answered, code) => {
    expect(generalProblem(status, 'urn:uuid:x')).toMatchObject({ status: answered, code, instance: 'urn:uuid:x' });
  });
});

import { generalProblem } from './problem.js';

describe('the document of a status of which nothing more is known', () => {
  it.each([
    [404, 404, 'not-found'],
    [418, 400, 'malformed-request'],
    [500, 500, 'internal-error'],
    [502, 500, 'internal-error'],
  ])('%d is answered as %d', (status, answered, code) => {
    expect(generalProblem(status, 'urn:uuid:x')).toMatchObject({ status: answered, code, instance: 'urn:uuid:x' });
  });
});

import { generalProblem, spoken } from './problem.js';

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

describe('the sentence for people', () => {
  it.each([
    ['slot_number must be a whole number from 1 to 500.', 'Slot number must be a whole number from 1 to 500.'],
    ['end_date must not be before start_date.', 'End date must not be before start date.'],
    ['password must be a text.', 'Password must be a text.'],
    ['The body must be a JSON object.', 'The body must be a JSON object.'],
  ])('of %j has no names of fields', (message, sentence) => {
    expect(spoken(message)).toBe(sentence);
  });
});

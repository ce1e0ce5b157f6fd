import type { DomainError } from '../domain-error.js';
import { GENERAL, type GeneralStatus, type Problem, problem, refusal, spoken } from './problem.js';

const INSTANCE = 'urn:uuid:0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11';

const WRONG_FIELD = { field: 'slot_number', message: 'slot_number must be a whole number from 1 to 500.' };

/** An example of the problem document that answers an error. */
export function exampleOf(error: DomainError): Problem {
  return refusal(error, INSTANCE);
}

/** An example of the problem document of a status that needs no domain error. */
export function generalExample(status: GeneralStatus): Problem {
  const [code, detail] = GENERAL[status];
  return status === 422
    ? problem({ status, code, detail: spoken(WRONG_FIELD.message), errors: [WRONG_FIELD], instance: INSTANCE })
    : problem({ status, code, detail, instance: INSTANCE });
}

import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { DomainError } from '../domain-error.js';
import { exampleOf } from './examples.js';
import type { Problem } from './problem.js';

/** Each refusal has a key of its own, so that several decorators on one handler add up. */
const REFUSES = 'x-refuses-';

/** Documents the refusals of a handler, or of all handlers of a controller, with the very errors that they throw. */
export function Refuses(...errors: readonly DomainError[]): MethodDecorator & ClassDecorator {
  return applyDecorators(...errors.map((error) => ApiExtension(`${REFUSES}${error.code}`, exampleOf(error))));
}

/** Takes the refusals out of a documented operation: they are not part of the published document. */
export function takeRefusals(operation: object): Problem[] {
  const taken = Object.entries(operation).filter(([key]) => key.startsWith(REFUSES));
  for (const [key] of taken) Reflect.deleteProperty(operation, key);
  return taken.map(([, example]) => example as Problem);
}

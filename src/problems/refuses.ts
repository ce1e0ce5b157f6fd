import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { DomainError } from '../domain-error.js';
import { GENERAL, type GeneralStatus, type Problem, problem, refusal, STATUS_OF } from './problem.js';

const EXAMPLE_INSTANCE = 'urn:uuid:0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11';

/** An example of the document that a status and a code are answered with. */
export function exampleProblem(of: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>): Problem {
  return problem({ ...of, instance: EXAMPLE_INSTANCE });
}

/** The same for a status of which nothing more is known. */
export function generalExample(status: GeneralStatus): Problem {
  const [code, detail] = GENERAL[status];
  return exampleProblem({ status, code, detail });
}

/** The body of a failed answer in the OpenAPI document, one example a problem. */
export function problemContent(problems: readonly Problem[]) {
  const examples = Object.fromEntries(problems.map((value) => [value.code, { summary: value.detail, value }]));
  return { 'application/problem+json': { schema: { $ref: getSchemaPath('Problem') }, examples } };
}

/** One description of all that a status can mean. */
export const allOf = (details: readonly string[]) => [...new Set(details)].join(' · ');

/** Where `RefusesFirst` leaves its problems until the document is completed. */
export const REFUSALS = 'x-refusals';

/** Documents what is refused before a route's own refusals are asked; unlike `Refuses` it leaves those in place. */
export function RefusesFirst(...errors: readonly DomainError[]): MethodDecorator & ClassDecorator {
  return ApiExtension(REFUSALS, errors.map(problemOf));
}

/** Documents the refusals of a route from the very errors that it throws, grouped by status. */
export function Refuses(...errors: readonly DomainError[]): MethodDecorator & ClassDecorator {
  const statuses = [...new Set(errors.map(({ kind }) => STATUS_OF[kind]))];
  return applyDecorators(
    ...statuses.map((status) => {
      const group = errors.filter(({ kind }) => STATUS_OF[kind] === status);
      return ApiResponse({
        status,
        description: allOf(group.map(({ message }) => message)),
        content: problemContent(group.map(problemOf)),
      });
    }),
  );
}

/** An example of what an error is answered with. */
export function problemOf(error: DomainError): Problem {
  return refusal(error, EXAMPLE_INSTANCE);
}

import type { ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { generalExample } from '../problems/examples.js';
import { GENERAL, type GeneralStatus, type Problem } from '../problems/problem.js';
import { inWords, problemResponse, responseName } from './problem-response.js';
import { sortedByName } from './sorted-by-name.js';

const HEADERS: Record<number, ResponseObject['headers']> = {
  401: { 'WWW-Authenticate': { description: 'RFC 6750.', schema: { type: 'string', example: 'Bearer' } } },
  429: retryAfter(900),
  503: retryAfter(1),
};

function retryAfter(example: number): ResponseObject['headers'] {
  const schema: SchemaObject = { type: 'integer', format: 'int32', minimum: 1, example };
  return { 'Retry-After': { description: 'Seconds until trying again makes sense.', schema } };
}

interface Shared {
  readonly status: number;
  /** By code and sentence: operations can have different sentences for one code. */
  readonly problems: Map<string, Problem>;
}

/** Collects the failures of all operations. Those with the same status and the same set of codes become one component. */
export class SharedProblems {
  private readonly byName = new Map<string, Shared>();

  /** The failures of one operation, by status, as references to components. */
  referencesTo(problems: readonly Problem[]): Record<string, ReferenceObject> {
    const statuses = new Set(problems.map(({ status }) => status));
    return Object.fromEntries(
      [...statuses].map((status) => [
        status,
        this.referenceTo(
          status,
          problems.filter((it) => it.status === status),
        ),
      ]),
    );
  }

  /** `components.responses`, sorted: the order of operations does not show. */
  components(): Record<string, ResponseObject> {
    return sortedByName([...this.byName].map(([name, shared]) => [name, componentOf(shared)]));
  }

  private referenceTo(status: number, problems: readonly Problem[]): ReferenceObject {
    const codes = problems.map(({ code }) => code);
    const name = responseName(status, codes);
    const shared = this.byName.get(name) ?? { status, problems: new Map<string, Problem>() };
    for (const problem of problems.map(generalized)) shared.problems.set(inWords(problem), problem);
    this.byName.set(name, shared);
    return { $ref: `#/components/responses/${name}` };
  }
}

/** Gives a code that any operation can have a general sentence: "Only admins may do this." is not true of all. */
function generalized(problem: Problem): Problem {
  const status = problem.status as GeneralStatus;
  return status in GENERAL && GENERAL[status][0] === problem.code ? generalExample(status) : problem;
}

function componentOf({ status, problems }: Shared): ResponseObject {
  const response = problemResponse(Object.values(sortedByName(problems)));
  return HEADERS[status] ? { ...response, headers: HEADERS[status] } : response;
}

import type { ExampleObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { generalExample } from '../../problems/examples.js';
import { GENERAL, type GeneralStatus, type Problem } from '../../problems/problem.js';
import { ANY_REQUEST, PROBLEMS_OF_ANY_REQUEST } from '../fields/any-request.js';
import { addHeaders, type HeaderName } from '../headers.js';
import {
  firstOfEachCode,
  inWords,
  type NamedProblems,
  problemExamples,
  problemResponse,
  problemSchemas,
  responseName,
} from './problem-response.js';
import { sortedByName } from '../sorted-by-name.js';

const HEADERS_OF: Record<number | string, readonly HeaderName[]> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
  default: ['Allow'],
};

interface Shared {
  readonly status: number;
  /** By code and sentence: operations can have different sentences for one code. */
  readonly problems: Map<string, Problem>;
}

interface Named extends NamedProblems {
  readonly status: number | 'default';
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
    return Object.fromEntries(this.sorted().map((it) => [it.name, componentOf(it)]));
  }

  /** The schemas of these responses, and the list of all codes. */
  schemas(): Record<string, SchemaObject> {
    const codes = new Set(this.sorted().flatMap(({ problems }) => problems.map(({ code }) => code)));
    const all: SchemaObject = { type: 'string', enum: [...codes].sort() };
    return Object.assign({ ProblemCode: all }, ...this.sorted().map(problemSchemas)) as Record<string, SchemaObject>;
  }

  examples(): Record<string, ExampleObject> {
    return problemExamples(this.sorted().flatMap(({ problems }) => firstOfEachCode(problems)));
  }

  private sorted(): Named[] {
    const shared = Object.entries(sortedByName(this.byName)).map(([name, { status, problems }]) => ({
      name,
      status,
      problems: Object.values(sortedByName(problems)),
    }));
    return [{ name: ANY_REQUEST, status: 'default', problems: PROBLEMS_OF_ANY_REQUEST }, ...shared];
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

function componentOf({ name, status, problems }: Named): ResponseObject {
  const response = problemResponse({ name, problems });
  addHeaders(response, HEADERS_OF[status] ?? []);
  return response;
}

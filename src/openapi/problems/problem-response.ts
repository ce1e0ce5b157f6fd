import type { ExampleObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { GENERAL, type Problem } from '../../problems/problem.js';
import { sortedByName } from '../sorted-by-name.js';

const MAX_NAME = 100;

/** The problems of one response, and the name of its component. */
export interface NamedProblems {
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** The response for these problems: the description tells each of them, and there is one example for each code. */
export function problemResponse({ name, problems }: NamedProblems): ResponseObject {
  const examples: Record<string, ReferenceObject> = {};
  for (const it of firstOfEachCode(problems)) examples[it.code] = { $ref: `#/components/examples/${exampleName(it)}` };
  const schema = { $ref: `#/components/schemas/${name}_Problem` };
  return {
    description: problems.map(inWords).join(' · '),
    content: { 'application/problem+json': { schema, examples } },
  };
}

/** The schemas of this response: a problem whose code is one of these. */
export function problemSchemas({ name, problems }: NamedProblems): Record<string, SchemaObject> {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const description = 'Which of these problems it is.';
  const code = { description, allOf: [{ $ref: `#/components/schemas/${name}_Code` }] };
  return {
    [`${name}_Code`]: { type: 'string', enum: codes },
    [`${name}_Problem`]: {
      allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', required: ['code'], properties: { code } }],
    },
  };
}

/** Problems of one response can share a code and differ in their sentence. */
export function firstOfEachCode(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ code }, index) => problems.findIndex((it) => it.code === code) === index);
}

/** `components.examples`, to which responses refer. One code can have several sentences. */
export function problemExamples(problems: readonly Problem[]): Record<string, ExampleObject> {
  return sortedByName(problems.map((value) => [exampleName(value), { summary: sentenceOf(value), value }]));
}

const exampleName = (problem: Problem) => `${problem.code}_${hashOf(sentenceOf(problem)).slice(0, 4)}`;

/** A problem in words: `slot-taken` and its sentence. */
export const inWords = (problem: Problem) => `\`${problem.code}\`: ${sentenceOf(problem)}`;

/** The detail of a 422 is about the field of the example, so the sentence is general. */
function sentenceOf({ code, detail }: Problem): string {
  const [validationFailed, sentence] = GENERAL[422];
  return code === validationFailed ? sentence : detail;
}

/**
 * The name of the component for a status and a set of codes, such as `NotFound_CoachNotFound`. It depends on these alone,
 * so that it stays the same when the document grows. A long list of codes is cut and gets a hash.
 */
export function responseName(status: number, codes: Iterable<string>): string {
  const words = [STATUS_CODES[status] ?? `Status ${status}`, ...[...new Set(codes)].sort()].map(inPascalCase);
  const name = words.join('_');
  if (name.length <= MAX_NAME) return name;
  return `${words.slice(0, 3).join('_')}_And${words.length - 3}More_${hashOf(name).slice(0, 8)}`;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

function inPascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

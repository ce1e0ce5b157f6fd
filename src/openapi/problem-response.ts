import type { ResponseObject } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { GENERAL, type Problem } from '../problems/problem.js';

const MAX_NAME = 100;

/** The response for these problems: the description tells each of them, and there is one example for each code. */
export function problemResponse(problems: readonly Problem[]): ResponseObject {
  const examples: Record<string, object> = {};
  for (const value of problems) examples[value.code] ??= { summary: sentenceOf(value), value };
  return {
    description: problems.map(inWords).join(' · '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
  };
}

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
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${words.slice(0, 3).join('_')}_And${words.length - 3}More_${hash}`;
}

function inPascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

import type { OpenAPIObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import type { Problem } from '../../src/problems/problem.js';

/** The committed document; contract/openapi.spec.ts checks that the code still says the same. */
export function committedDocument(): OpenAPIObject {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, 'openapi.json'), 'utf8')) as OpenAPIObject;
}

/** A response of an operation, which can be a reference to a component that operations share. */
export function responseOf({ components }: OpenAPIObject, response: ResponseObject | ReferenceObject): ResponseObject {
  if (!('$ref' in response)) return response;
  return components!.responses![response.$ref.split('/').at(-1)!] as ResponseObject;
}

/** A schema, which can be a reference to a component. */
export function schemaOf({ components }: OpenAPIObject, schema: object): SchemaObject {
  if (!('$ref' in schema)) return schema;
  return components!.schemas![(schema as ReferenceObject).$ref.split('/').at(-1)!] as SchemaObject;
}

interface ProblemExample {
  readonly summary: string;
  readonly value: Problem;
}

/** The examples of a problem response by code; operations share them as components. */
export function problemsShownBy(
  { components }: OpenAPIObject,
  { content }: ResponseObject,
): Map<string, ProblemExample> {
  const references = content!['application/problem+json']!.examples as Record<string, ReferenceObject>;
  const examples = components!.examples as Record<string, ProblemExample>;
  return new Map(Object.entries(references).map(([code, { $ref }]) => [code, examples[$ref.split('/').at(-1)!]!]));
}

/** The codes to which the schema of a problem response limits `code`. */
export function codesAllowedBy(document: OpenAPIObject, { content }: ResponseObject): string[] {
  const { allOf } = schemaOf(document, content!['application/problem+json']!.schema!);
  const { code } = schemaOf(document, allOf![1]!).properties as { code: SchemaObject };
  return schemaOf(document, code.allOf![0]!).enum as string[];
}

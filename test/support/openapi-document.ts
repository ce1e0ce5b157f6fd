import type { OpenAPIObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';

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

import type { OpenAPIObject, OperationObject, SchemaObject } from '@nestjs/swagger';
import { FORM } from '../wire/form-fields.js';

export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** A list of values is many fields' own, and Nest gives it the description of one of them. The fields keep theirs. */
export function withoutBorrowedWords(schemas: Schemas): Schemas {
  const entries = Object.entries(schemas).map(([name, schema]): [string, Schemas[string]] => {
    if (!('enum' in schema)) return [name, schema];
    const { description: _, ...own } = schema;
    return [name, own];
  });
  return Object.fromEntries(entries);
}

/** Says of the body of an operation that it takes no other fields, unless it is a form. */
export function closeBody(operation: OperationObject, schemas: Schemas): void {
  const body = bodyOf(operation, schemas);
  if (body && !(FORM in body)) body.additionalProperties = false;
}

/** The schema of the body that an operation asks for, if any. */
export function bodyOf({ requestBody }: OperationObject, schemas: Schemas): SchemaObject | undefined {
  if (requestBody === undefined || !('content' in requestBody)) return undefined;
  const { $ref = '' } = requestBody.content['application/json']?.schema as { $ref?: string };
  return schemas[$ref.slice($ref.lastIndexOf('/') + 1)] as SchemaObject;
}

import type { OpenAPIObject, OperationObject, SchemaObject } from '@nestjs/swagger';
import { FORM } from '../../wire/fields/form-fields.js';

export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Several fields can share one list of values, to which Nest gives the description of one field. The fields keep theirs. */
export function dropBorrowedDescriptions(schemas: Schemas): void {
  for (const schema of Object.values(schemas)) {
    if ('enum' in schema) delete schema.description;
  }
}

/** OpenAPI 3.0 knows `nullable` beside `type` only; Nest leaves the type out where it refers to another schema. */
export function typeNullableReferences(schemas: Schemas): void {
  for (const { properties = {} } of Object.values(schemas) as SchemaObject[]) {
    for (const property of Object.values(properties)) {
      if (!('allOf' in property) || !property.nullable) continue;
      const [{ $ref = '' } = {}] = property.allOf as { $ref?: string }[];
      const { type } = schemas[$ref.slice($ref.lastIndexOf('/') + 1)] as SchemaObject;
      if (type !== undefined) property.type = type;
    }
  }
}

/** Says in the schema of each body that it takes no other fields, unless it is a form. */
export function closeBodies(operations: readonly OperationObject[], schemas: Schemas): void {
  for (const operation of operations) {
    const body = bodyOf(operation, schemas);
    if (body && !(FORM in body)) body.additionalProperties = false;
  }
  for (const schema of Object.values(schemas)) Reflect.deleteProperty(schema, FORM);
}

/** The schema of the body that an operation asks for, if any. */
function bodyOf({ requestBody }: OperationObject, schemas: Schemas): SchemaObject | undefined {
  if (requestBody === undefined || !('content' in requestBody)) return undefined;
  const { $ref = '' } = requestBody.content['application/json']?.schema as { $ref?: string };
  return schemas[$ref.slice($ref.lastIndexOf('/') + 1)] as SchemaObject;
}

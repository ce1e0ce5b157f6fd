import type { OperationObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { referencedBy } from './references.js';
import type { Schemas } from './fields/schemas.js';

/**
 * Limits that schemas of answers leave out. Clients check answers with them, and count or match differently: they would
 * refuse 255 emoji where 255 characters are allowed, and rare but right emails.
 */
const LIMITS = ['minLength', 'maxLength', 'pattern'] as const;

/**
 * Moves the schema of each answer with a title to a component of that name: generators cannot name a schema inside an
 * operation.
 */
export function nameAnswers(operations: readonly OperationObject[], schemas: Schemas): void {
  for (const media of operations.flatMap(answersOf)) {
    const { title, ...schema } = media.schema as SchemaObject;
    if (title === undefined) continue;
    schemas[title] = schema;
    media.schema = { $ref: `#/components/schemas/${title}` };
  }
}

/** Removes the limits of texts from all schemas that answers use. */
export function unlimitAnswers(operations: readonly OperationObject[], schemas: Schemas): void {
  const answers = operations.flatMap(answersOf).map(({ schema }) => schema);
  const ofBodies = referencedBy(
    operations.map(({ requestBody }) => requestBody),
    schemas,
  );
  for (const schema of answers.flatMap(partsOf)) unlimit(schema);
  for (const name of referencedBy(answers, schemas)) {
    const limited = partsOf(schemas[name] ?? {}).filter(isLimited);
    if (limited.length > 0 && ofBodies.has(name)) throw new Error(`${name} is a body and an answer: make two classes.`);
    limited.forEach(unlimit);
  }
}

interface Media {
  schema: SchemaObject | ReferenceObject;
}

function answersOf({ responses }: OperationObject): Media[] {
  return (Object.values(responses) as (ResponseObject | ReferenceObject)[]).flatMap((answer) =>
    '$ref' in answer
      ? []
      : Object.values(answer.content ?? {}).filter((media): media is Media => media.schema !== undefined),
  );
}

/** The schema and the schemas inside it, without those that it refers to. */
function partsOf(schema: SchemaObject | ReferenceObject): SchemaObject[] {
  if ('$ref' in schema) return [];
  const { items, properties = {}, additionalProperties, allOf = [], oneOf = [], anyOf = [] } = schema;
  const inner = [...Object.values(properties), ...allOf, ...oneOf, ...anyOf, items, additionalProperties];
  return [schema, ...inner.filter((part) => typeof part === 'object').flatMap(partsOf)];
}

const isLimited = (schema: SchemaObject) =>
  schema.format === 'email' || LIMITS.some((limit) => schema[limit] !== undefined);

function unlimit(schema: SchemaObject): void {
  for (const limit of LIMITS) Reflect.deleteProperty(schema, limit);
  if (schema.format === 'email') delete schema.format;
}

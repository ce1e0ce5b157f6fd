import type { OperationObject, ReferenceObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { referencedBy } from './references.js';
import type { Schemas } from './schemas.js';

/**
 * An answer says what it is, not what was allowed: clients check answers with these limits, and count or spell differently.
 * They would refuse 255 emoji where 255 characters are allowed, and emails that are rare but right.
 */
const LIMITS = ['minLength', 'maxLength', 'pattern'] as const;

/** Gives each answer with a title a schema of that name: generators cannot name what stands in an operation. */
export function nameAnswers(operations: readonly OperationObject[], schemas: Schemas): void {
  for (const media of operations.flatMap(answersOf)) {
    const { title, ...schema } = media.schema as SchemaObject;
    if (title === undefined) continue;
    schemas[title] = schema;
    media.schema = { $ref: `#/components/schemas/${title}` };
  }
}

/** Takes the limits of texts from all that answers consist of. */
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

/** The schema and what stands inside it, without what it refers to. */
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

import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { WORDS, WORDS_OF } from './field-words.js';
import type { Schemas } from './schemas.js';

/** Describes the fields that say nothing themselves. */
export function describeFields(schemas: Schemas): void {
  for (const [name, schema] of Object.entries(schemas)) describeFieldsOf(schema, name);
}

function describeFieldsOf(schema: SchemaObject | ReferenceObject, name: string): void {
  if ('$ref' in schema) return;
  const { properties = {} } = schema;
  for (const [field, property] of Object.entries(properties)) {
    const description = WORDS_OF[`${name}.${field}`] ?? WORDS[field];
    // OpenAPI 3.0 ignores what stands beside a reference.
    if ('$ref' in property && description) properties[field] = { description, allOf: [property] };
    else if (!('$ref' in property) && description) property.description ??= description;
  }
  const { items, allOf = [] } = schema;
  const inner = [...Object.values(properties), ...allOf, ...(items ? [items] : [])];
  for (const part of inner) describeFieldsOf(part, name);
}

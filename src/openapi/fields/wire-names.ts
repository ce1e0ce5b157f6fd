import type { OpenAPIObject } from '@nestjs/swagger';
import type { Schemas } from './schemas.js';

const SCHEMAS = '#/components/schemas/';

/** Our classes are called `UserDto`, the schemas of the document `User`. Returns a copy. */
export function inWireNames(document: OpenAPIObject): OpenAPIObject {
  const { components = {}, ...rest } = document;
  const { schemas = {}, ...others } = components;
  return withWireReferences({ ...rest, components: { ...others, schemas: named(schemas) } });
}

const wireName = (className: string) => className.replace(/Dto$/, '');

function named(schemas: Schemas): Schemas {
  const renamed: Schemas = {};
  for (const [className, schema] of Object.entries(schemas)) {
    const name = wireName(className);
    if (name in renamed) throw new Error(`Two schemas of the OpenAPI document are called ${name}.`);
    renamed[name] = schema;
  }
  return renamed;
}

/** A copy of any part of the document, down to the leaves. */
function withWireReferences<Part>(part: Part): Part {
  if (typeof part === 'string' && part.startsWith(SCHEMAS)) return wireName(part) as Part;
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(withWireReferences) as Part;
  const entries = Object.entries(part as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, value]) => [key, withWireReferences(value)])) as Part;
}

import type { Schemas } from './fields/schemas.js';

const SCHEMAS = '#/components/schemas/';

/** The names of all schemas that these parts use, directly or through others. */
export function referencedBy(parts: readonly unknown[], schemas: Schemas, found = new Set<string>()): Set<string> {
  for (const part of parts) {
    if (typeof part === 'string' && part.startsWith(SCHEMAS)) {
      const name = part.slice(SCHEMAS.length);
      if (found.has(name)) continue;
      found.add(name);
      referencedBy([schemas[name]], schemas, found);
    } else if (typeof part === 'object' && part !== null) {
      referencedBy(Object.values(part), schemas, found);
    }
  }
  return found;
}

import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';

export type Schema = SchemaObject | ReferenceObject;
export type Schemas = Readonly<Record<string, Schema>>;

type Fault = string | null;
type Format = (text: string) => boolean;

const FORMATS: Readonly<Record<string, Format>> = {
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text),
  uuid: (text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
};

/** The schema that a reference names. */
export function resolved(schema: Schema, schemas: Schemas): SchemaObject {
  return '$ref' in schema ? resolved(schemas[schema.$ref.split('/').at(-1)!]!, schemas) : schema;
}

/**
 * Compares answers with schemas, for the part of OpenAPI 3.0 that our document uses. Stricter than the standard in one
 * thing: an undocumented key is a fault, because it may reveal something.
 */
export class SchemaCheck {
  constructor(private readonly schemas: Schemas) {}

  /** The fault of `value` and its place; null when it fits the schema. */
  faultOf(schema: Schema, value: unknown, place = 'body'): Fault {
    const known = this.whole(resolved(schema, this.schemas));
    if (value === null) return this.takesNull(known) ? null : `${place} is null`;
    const { allOf = [], oneOf, anyOf, enum: choices } = known;
    if (choices && !choices.includes(value)) return `${place} is none of ${choices.join(', ')}`;
    const ways = oneOf ?? anyOf;
    if (ways) return this.faultOfAny(ways, value, place);
    return first(allOf, (part) => this.faultOf(part, value, place)) ?? this.faultOfType(known, value, place);
  }

  /** An object with the keys of all its parts: each part alone would find those of the others undocumented. */
  private whole(schema: SchemaObject): SchemaObject {
    const parts = (schema.allOf ?? []).map((part) => this.whole(resolved(part, this.schemas)));
    if (!parts.some(({ type }) => type === 'object')) return schema;
    const { allOf: _, ...own } = schema;
    const properties: Record<string, Schema> = {};
    for (const [key, property] of [...parts, own].flatMap((part) => Object.entries(part.properties ?? {}))) {
      properties[key] = properties[key] ? { allOf: [properties[key], property] } : property;
    }
    return { ...Object.assign({}, ...parts), ...own, properties, required: [...parts, own].flatMap(requiredOf) };
  }

  private takesNull(schema: SchemaObject): boolean {
    const ways = schema.oneOf ?? schema.anyOf ?? [];
    return schema.nullable === true || ways.some((way) => this.takesNull(resolved(way, this.schemas)));
  }

  private faultOfAny(ways: readonly Schema[], value: unknown, place: string): Fault {
    const faults = ways.map((way) => this.faultOf(way, value, place));
    return faults.includes(null) ? null : faults.join(' and ');
  }

  private faultOfType(schema: SchemaObject, value: unknown, place: string): Fault {
    const type = String(schema.type);
    switch (type) {
      case 'integer':
        return Number.isInteger(value) ? boundsFault(schema, value as number, place) : `${place} is no integer`;
      case 'number':
        return Number.isFinite(value) ? boundsFault(schema, value as number, place) : `${place} is no number`;
      case 'boolean':
        return typeof value === 'boolean' ? null : `${place} is no boolean`;
      case 'string':
        return typeof value === 'string' ? textFault(schema, value, place) : `${place} is no text`;
      case 'array':
        return Array.isArray(value) ? this.itemsFault(schema, value, place) : `${place} is no list`;
      case 'object':
        return typeof value === 'object' && !Array.isArray(value)
          ? this.keysFault(schema, value as Record<string, unknown>, place)
          : `${place} is no object`;
      default:
        return null;
    }
  }

  private itemsFault({ items }: SchemaObject, list: readonly unknown[], place: string): Fault {
    return items
      ? first([...list.entries()], ([index, item]) => this.faultOf(items, item, `${place}[${index}]`))
      : null;
  }

  private keysFault(schema: SchemaObject, value: Record<string, unknown>, place: string): Fault {
    const { required = [], properties = {}, additionalProperties } = schema;
    const missing = required.find((key) => !Object.hasOwn(value, key));
    if (missing !== undefined) return `${place} has no ${missing}`;
    return first(Object.entries(value), ([key, part]) => {
      const documented = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      if (documented === undefined || documented === false) return `${place} has an undocumented ${key}`;
      return documented === true ? null : this.faultOf(documented, part, `${place}.${key}`);
    });
  }
}

const requiredOf = ({ required = [] }: SchemaObject) => required;

function boundsFault({ minimum, maximum, exclusiveMinimum }: SchemaObject, value: number, place: string): Fault {
  const above = exclusiveMinimum === true ? value > (minimum ?? -Infinity) : value >= (minimum ?? -Infinity);
  return above && value <= (maximum ?? Infinity) ? null : `${place} is ${value}, out of its bounds`;
}

function textFault({ minLength, maxLength, pattern, format }: SchemaObject, text: string, place: string): Fault {
  const length = [...text].length;
  if (length < (minLength ?? 0) || length > (maxLength ?? Infinity)) return `${place} has ${length} characters`;
  if (pattern !== undefined && !new RegExp(pattern).test(text)) return `${place} is not of its pattern`;
  return FORMATS[format ?? '']?.(text) === false ? `${place} is no ${format}` : null;
}

function first<Item>(items: readonly Item[], faultOf: (item: Item) => Fault): Fault {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== null) return fault;
  }
  return null;
}

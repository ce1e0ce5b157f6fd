import type { OperationObject, ParameterObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { WORDS, WORDS_OF } from '../../src/openapi/fields/field-words.js';
import { committedDocument, schemaOf } from '../support/openapi-document.js';
import { operationsOf } from '../support/routes.js';

const document = committedDocument();
const operations = operationsOf(document);
const schemas = document.components!.schemas as Record<string, SchemaObject>;

const bodyOf = ({ requestBody }: OperationObject): object =>
  requestBody && 'content' in requestBody ? requestBody.content['application/json']!.schema! : {};

function answerOf({ responses }: OperationObject): SchemaObject {
  const [, answer] = Object.entries(responses).find(([status]) => status < '300') ?? [];
  return ((answer as ResponseObject).content?.['application/json']?.schema ?? {}) as SchemaObject;
}

const bodies = [...operations]
  .filter(([, { requestBody }]) => requestBody !== undefined)
  .map(([name, operation]): [string, SchemaObject] => [name, schemaOf(document, bodyOf(operation))]);

/** An answer to one question: as long as there are coaches who are free. */
const WHO_IS_FREE = 'GET /api/v1/bookings/times';

/** Its body is what payment providers say it is. */
const OF_PROVIDERS = 'POST /api/v1/payments/webhooks/{provider}';

describe('the fields of the OpenAPI document', () => {
  it('are limit and cursor, with a Link header, in every list', () => {
    const lists = [...operations].filter(([, operation]) => answerOf(operation).type === 'array');
    expect(lists.length).toBeGreaterThan(5);
    for (const [name, { parameters, responses }] of lists.filter(([name]) => name !== WHO_IS_FREE)) {
      const names = (parameters as ParameterObject[]).map((parameter) => parameter.name);
      expect({ name, paging: names.slice(-2) }).toEqual({ name, paging: ['limit', 'cursor'] });
      expect((responses['200'] as ResponseObject).headers).toHaveProperty('Link');
    }
  });

  it('all have an example, in bodies and in answers', () => {
    const blank = [...operations].flatMap(([name, operation]) =>
      [...withoutExample(bodyOf(operation)), ...withoutExample(answerOf(operation))].map((it) => `${name}: ${it}`),
    );
    expect(blank).toEqual([]);
  });

  it('all have a description in parameters, and Swagger UI prefills what is required, and no filter', () => {
    const parameters = [...operations].flatMap(([name, operation]) =>
      ((operation.parameters ?? []) as ParameterObject[]).map((parameter) => ({ operation: name, ...parameter })),
    );
    expect(parameters.filter(({ description = '' }) => description.length < 10)).toEqual([]);
    const prefilled = parameters.filter(
      ({ in: place, schema, example }) =>
        place === 'query' && (example ?? (schema as SchemaObject).example) !== undefined,
    );
    expect(prefilled).toEqual(parameters.filter(({ in: place, required }) => place === 'query' && required));
  });

  it('all have a description in schemas, and each of the shared words is used', () => {
    const fields = Object.entries(schemas).flatMap(([name, schema]) => fieldsOf(schema, name));
    expect(fields.length).toBeGreaterThan(500);
    expect(fields.filter(([, { description = '' }]) => description.length < 5).map(([name]) => name)).toEqual([]);
    const said = new Set(fields.map(([name, { description }]) => `${name.split('.').at(-1)!}: ${description}`));
    expect(Object.entries(WORDS).filter(([field, words]) => !said.has(`${field}: ${words}`))).toEqual([]);
    const described = new Map(fields.map(([name, { description }]) => [name, description]));
    expect(Object.entries(WORDS_OF).filter(([name, words]) => described.get(name) !== words)).toEqual([]);
  });

  it('keep their own descriptions: a shared list of values has none', () => {
    const lists = Object.values(schemas).filter((schema) => 'enum' in schema);
    expect(lists.length).toBeGreaterThan(8);
    expect(lists.filter((schema) => 'description' in schema)).toEqual([]);
    const { properties } = schemas['SignUp']!;
    expect(properties!['role']).toMatchObject({ description: '`client` unless said otherwise; `admin` is refused.' });
  });

  it('have no default in a body: generated types would ask for the field', () => {
    const withDefault = bodies.filter(([, { properties = {} }]) =>
      Object.values(properties).some((property) => 'default' in property),
    );
    expect(withDefault.map(([name]) => name)).toEqual([]);
  });

  it('are the only ones that a body takes, except in a form, whose operation says that it drops unknown fields', () => {
    const forms = bodies.filter(
      ([name, { additionalProperties }]) => additionalProperties !== false && name !== OF_PROVIDERS,
    );
    const saying = [...operations].filter(([, { description = '' }]) =>
      /unknown fields are dropped/i.test(description),
    );
    expect(forms.length).toBeGreaterThan(8);
    expect(saying.map(([name]) => name)).toEqual(forms.map(([name]) => name));
  });

  it('say how numbers and instants are stored', () => {
    const numbers = allSchemas(document).filter(({ type }) => type === 'integer' || type === 'number');
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter(({ format }) => format === undefined)).toEqual([]);
    const { properties } = schemas['Booking']!;
    expect(properties!['scheduled_at']).toMatchObject({ format: 'date-time', nullable: true });
  });
});

/** The fields of a schema and of the objects inside it. */
function fieldsOf(schema: object, name: string): [string, SchemaObject][] {
  const { properties = {}, items, allOf = [] } = schema as SchemaObject;
  const own = Object.entries(properties).map(([field, it]): [string, SchemaObject] => [
    `${name}.${field}`,
    it as SchemaObject,
  ]);
  const inner = [...Object.values(properties), ...allOf, ...(items ? [items] : [])];
  return [...own, ...inner.flatMap((part) => fieldsOf(part, name))];
}

/** Paths to the leaves that have no example. */
function withoutExample(schema: object, path = '$'): string[] {
  const known = schemaOf(document, schema);
  if ('example' in schema || 'example' in known) return [];
  if (known.type === 'array') return withoutExample(known.items as object, `${path}[]`);
  const parts = known.allOf ?? known.oneOf ?? known.anyOf ?? [];
  if (parts.length > 0) return parts.flatMap((part) => withoutExample(part, path));
  const properties = Object.entries(known.properties ?? {});
  if (properties.length > 0) return properties.flatMap(([name, it]) => withoutExample(it, `${path}.${name}`));
  return Object.keys(schema).length === 0 ? [] : [path];
}

function allSchemas(value: unknown): SchemaObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.entries(value).flatMap(([key, it]) => (/^examples?$/.test(key) ? [] : allSchemas(it)));
  return 'type' in value && typeof value.type === 'string' ? [value as SchemaObject, ...nested] : nested;
}

import type { OpenAPIObject, OperationObject, ParameterObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openApiFiles } from '../../src/cli/openapi-files.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { openApiDocument } from '../../src/openapi/document.js';
import { GENERAL, type Problem } from '../../src/problems/problem.js';
import { ROLES } from '../../src/users/role.js';
import { TestApp } from '../support/app.js';
import { operationsOf, routesOf, UNDOCUMENTED } from '../support/routes.js';

const read = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8');
describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: OpenAPIObject;
  let operations: Map<string, OperationObject>;

  beforeAll(async () => {
    app = await TestApp.start();
    document = openApiDocument(app.nest);
    operations = operationsOf(document);
  });

  afterAll(() => app.stop());

  /** The names of the operations for which `holds` is false. */
  const except = (holds: (operation: OperationObject, name: string) => boolean) =>
    [...operations].filter(([name, operation]) => !holds(operation, name)).map(([name]) => name);

  const resolved = (schema: object): SchemaObject => {
    const { $ref } = schema as { $ref?: string };
    return $ref === undefined ? schema : (document.components!.schemas![$ref.split('/').at(-1)!] as SchemaObject);
  };

  it('is committed as the code says it, with the types of its clients: npm run openapi writes both', async () => {
    for (const [file, text] of Object.entries(await openApiFiles(app.nest))) {
      expect({ file, text }).toEqual({ file, text: read(file) });
    }
  });

  it('is what the running server shows', async () => {
    const { body } = await app.nobody.get('/api/docs-json');
    expect(body).toEqual(document);
  });

  it('has every route of the router, and no other', () => {
    const routes = routesOf(app).map(({ name }) => name);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.sort()).toEqual([...operations.keys(), ...UNDOCUMENTED].sort());
  });

  it('asks for a token exactly where the code does', () => {
    for (const { name, access } of routesOf(app)) {
      if (UNDOCUMENTED.includes(name)) continue;
      const { security, 'x-roles': roles } = operations.get(name) as OperationObject & { 'x-roles'?: string[] };
      const documented = security!.length === 0 ? 'public' : (roles ?? 'guests');
      expect({ name, access: documented }).toEqual({ name, access });
      const wanted = access === 'public' ? [] : [...(access === 'guests' ? [{}] : []), { bearer: [] }];
      expect({ name, security }).toEqual({ name, security: wanted });
    }
  });

  it('gives every operation a summary, one tag of the introduction and an id that makes a good function name', () => {
    const tags = document.tags!.map(({ name }) => name);
    const ids = [...operations.values()].map(({ operationId }) => operationId);
    expect(except(({ summary = '' }) => /^[A-Z][^.]+$/.test(summary))).toEqual([]);
    expect(except((operation) => operation.tags!.length === 1 && tags.includes(operation.tags![0]!))).toEqual([]);
    expect(except(({ operationId }) => /^[a-z]+([A-Z][a-z]+)+$/.test(operationId!))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names every status that the kind of the operation can answer', () => {
    const lacking = [...operations].flatMap(([name, operation]) =>
      expectedStatuses(name, operation)
        .filter((status) => !(status in operation.responses))
        .map((status) => `${name} lacks ${status}`),
    );
    expect(lacking).toEqual([]);
    expect(except(({ responses }) => Object.keys(responses).filter((status) => status < '300').length === 1)).toEqual(
      [],
    );
  });

  it('names 413 and 415 wherever a body that is sent is read, even if none is asked for', () => {
    const reading = [...operations].filter(([name]) => !name.startsWith('GET '));
    const silent = reading.filter(([, { responses }]) => !('413' in responses && '415' in responses));
    expect(reading.length).toBeGreaterThan(20);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('names the throttle on what tries a password', () => {
    const throttled = [...operations].filter(knowsThrottle).map(([name]) => name);
    expect(throttled).toEqual(['POST /api/v1/auth/login', 'POST /api/v1/auth/password']);
  });

  it('names no limit where there is none', () => {
    const limited = [...operations].filter(([, { responses }]) => '429' in responses).map(([name]) => name);
    expect(limited).toHaveLength(operations.size - 3);
    expect(limited.filter((name) => name.includes('/health'))).toEqual([]);
  });

  it('describes each failure as a problem document, with an example of every code', () => {
    for (const [name, status, answer] of failures()) {
      const { schema, examples } = answer.content!['application/problem+json']!;
      expect({ name, schema }).toEqual({ name, schema: { $ref: '#/components/schemas/Problem' } });
      const values = Object.values(examples as Record<string, { value: Problem }>).map(({ value }) => value);
      expect(values.length).toBeGreaterThan(0);
      for (const value of values) {
        expect({ name, ...value }).toMatchObject({ name, status: Number(status), type: `/api/problems#${value.code}` });
        if (value.code === 'validation-failed') expect(value.errors).toHaveLength(1);
      }
    }
  });

  it('tells in the description of a failure all that it can mean', () => {
    for (const [name, status, { description, content }] of failures()) {
      const examples = content!['application/problem+json']!.examples as Record<string, { summary: string }>;
      const untold = Object.values(examples).filter(({ summary }) => !description.split(' · ').includes(summary));
      expect({ name, status, untold }).toEqual({ name, status, untold: [] });
    }
  });

  it('names once what any request can be answered with, as the default of each operation', () => {
    const isThere = (answer: object = {}) => '$ref' in answer && answer.$ref === '#/components/responses/AnyRequest';
    expect(except(({ responses }) => isThere(responses.default))).toEqual([]);
    const { content } = document.components!.responses!['AnyRequest'] as ResponseObject;
    const examples = content!['application/problem+json']!.examples as Record<string, { value: Problem }>;
    const told = Object.values(examples).map(({ value }) => [value.status, value.code]);
    const wanted = ([404, 405, 408, 431, 500] as const).map((status) => [status, GENERAL[status][0]]);
    expect(told).toEqual(wanted);
    for (const [status, code] of wanted) expect(document.info.description).toContain(`${status} \`${code}\``);
  });

  it('has an example of each code that docs/problems.md explains', () => {
    const shown = new Set([...JSON.stringify(document).matchAll(/"code":"([\w-]+)"/g)].map(([, code]) => code));
    expect(codesExplained().filter((code) => !shown.has(code))).toEqual([]);
  });

  it('shows as the example of a 422 a field that this operation has', () => {
    const strangers = [...operations].filter(
      ([, operation]) => '422' in operation.responses && !knowsItsField(operation),
    );
    expect(strangers.map(([name]) => name)).toEqual([]);
  });

  it('announces WWW-Authenticate with 401 and Retry-After with 429 and 503', () => {
    const headers = { 401: 'WWW-Authenticate', 429: 'Retry-After', 503: 'Retry-After' } as Record<string, string>;
    for (const [name, status, answer] of failures()) {
      const wanted = headers[status] === undefined ? [] : [headers[status]];
      expect({ name, status, headers: Object.keys(answer.headers ?? {}) }).toEqual({ name, status, headers: wanted });
    }
  });

  it('gives every list limit, cursor and a Link header', () => {
    const lists = [...operations].filter(([, { responses }]) => successOf(responses)?.type === 'array');
    expect(lists.length).toBeGreaterThan(5);
    for (const [name, { parameters, responses }] of lists) {
      const names = (parameters as ParameterObject[]).map((parameter) => parameter.name);
      expect({ name, paging: names.slice(-2) }).toEqual({ name, paging: ['limit', 'cursor'] });
      expect((responses['200'] as ResponseObject).headers).toHaveProperty('Link');
    }
  });

  it('has an example of every field that goes in or out', () => {
    const blank = [...operations].flatMap(([name, { requestBody, responses }]) => {
      const body = requestBody && 'content' in requestBody ? requestBody.content['application/json']!.schema! : {};
      return [...withoutExample(body), ...withoutExample(successOf(responses) ?? {})].map((it) => `${name}: ${it}`);
    });
    expect(blank).toEqual([]);
  });

  it('tells every parameter in words, and prefills none that filters', () => {
    const parameters = [...operations].flatMap(([name, operation]) =>
      ((operation.parameters ?? []) as ParameterObject[]).map((parameter) => ({ operation: name, ...parameter })),
    );
    expect(parameters.filter(({ description = '' }) => description.length < 10)).toEqual([]);
    const prefilled = parameters.filter(
      ({ in: place, schema, example }) =>
        place === 'query' && (example ?? (schema as SchemaObject).example) !== undefined,
    );
    expect(prefilled).toEqual([]);
  });

  it('says of no list of values what is true of one of its fields', () => {
    const lists = Object.values(document.components!.schemas!).filter((schema) => 'enum' in schema);
    expect(lists.length).toBeGreaterThan(8);
    expect(lists.filter((schema) => 'description' in schema)).toEqual([]);
    const { properties } = document.components!.schemas!['SignUp'] as SchemaObject;
    expect(properties!['role']).toMatchObject({ description: '`client` unless said otherwise; `admin` is refused.' });
  });

  it('gives no field of a body a default: generated types would ask for it', () => {
    const withDefault = bodies().filter(([, { properties = {} }]) =>
      Object.values(properties).some((property) => 'default' in property),
    );
    expect(withDefault.map(([name]) => name)).toEqual([]);
  });

  it('says of each form, and of nothing else, that it drops unknown fields', () => {
    const forms = bodies().filter(([, { additionalProperties }]) => additionalProperties !== false);
    const saying = [...operations].filter(([, { description = '' }]) =>
      /unknown fields are dropped/i.test(description),
    );
    expect(forms.length).toBeGreaterThan(8);
    expect(saying.map(([name]) => name)).toEqual(forms.map(([name]) => name));
  });

  it('says how numbers are stored, and speaks the words of the wire', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(/Dto\b|x-fault|x-form|x-refusals/);
    const numbers = allSchemas(document).filter(({ type }) => type === 'integer' || type === 'number');
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter(({ format }) => format === undefined)).toEqual([]);
    const { properties } = document.components!.schemas!['Booking'] as SchemaObject;
    expect(properties!['scheduled_at']).toMatchObject({ format: 'date-time', nullable: true });
  });

  it('passes the linter', async () => {
    const linter = join(PROJECT_ROOT, 'node_modules/@redocly/cli/bin/cli.js');
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stderr } = await promisify(execFile)(process.execPath, [linter, 'lint', 'openapi.json'], {
      cwd: PROJECT_ROOT,
      env,
    });
    expect(stderr).toContain('Your API description is valid');
  });

  function failures(): [name: string, status: string, answer: ResponseObject][] {
    return [...operations].flatMap(([name, { responses }]) =>
      Object.entries(responses as Record<string, ResponseObject>)
        .filter(([status]) => /^[45]/.test(status))
        .map(([status, answer]) => [name, status, answer] as [string, string, ResponseObject]),
    );
  }

  function bodies(): [name: string, schema: SchemaObject][] {
    return [...operations].flatMap(([name, { requestBody }]) =>
      requestBody && 'content' in requestBody
        ? [[name, resolved(requestBody.content['application/json']!.schema!)] as [string, SchemaObject]]
        : [],
    );
  }

  function successOf(responses: OperationObject['responses']): SchemaObject | undefined {
    const [, answer] = Object.entries(responses).find(([status]) => status < '300') ?? [];
    return (answer as ResponseObject).content?.['application/json']?.schema as SchemaObject | undefined;
  }

  function knowsItsField({ parameters = [], requestBody, responses }: OperationObject): boolean {
    const { examples } = (responses['422'] as ResponseObject).content!['application/problem+json']!;
    const { field } = (examples!['validation-failed'] as { value: Problem }).value.errors![0]!;
    const schema = requestBody && 'content' in requestBody ? requestBody.content['application/json']!.schema! : {};
    const known = [
      ...(parameters as ParameterObject[]).map(({ name }) => name),
      ...Object.keys(resolved(schema).properties ?? {}),
    ];
    return known.includes(field);
  }

  /** Paths to what has no example, down to the leaves. */
  function withoutExample(schema: object, path = '$'): string[] {
    const known = resolved(schema);
    if ('example' in schema || 'example' in known) return [];
    if (known.type === 'array') return withoutExample(known.items as object, `${path}[]`);
    const parts = known.allOf ?? known.oneOf ?? known.anyOf ?? [];
    if (parts.length > 0) return parts.flatMap((part) => withoutExample(part, path));
    const properties = Object.entries(known.properties ?? {});
    if (properties.length > 0) return properties.flatMap(([name, it]) => withoutExample(it, `${path}.${name}`));
    return Object.keys(schema).length === 0 ? [] : [path];
  }
});

const codesExplained = () => [...read('docs/problems.md').matchAll(/^## (.+)$/gm)].map(([, code]) => code);

function knowsThrottle([, { responses }]: [string, OperationObject]): boolean {
  const { content } = (responses['429'] ?? {}) as ResponseObject;
  return content?.['application/problem+json']?.examples?.['too-many-attempts'] !== undefined;
}

/** What follows from security, parameters and body. */
function expectedStatuses(name: string, operation: OperationObject): string[] {
  const { 'x-roles': roles } = operation as { 'x-roles'?: string[] };
  const parameters = (operation.parameters ?? []) as ParameterObject[];
  const ofToken = roles === undefined ? [] : ['401', ...(roles.length < ROLES.length ? ['403'] : [])];
  const ofBody = operation.requestBody === undefined ? [] : ['413', '415', '422'];
  const ofPath = parameters.some((parameter) => parameter.in === 'path') ? ['404'] : [];
  const ofParameters = parameters.length > 0 ? ['422'] : [];
  const ofLoad = name.includes(' /api/v1/health') ? [] : ['429', '503'];
  return ['400', ...ofLoad, ...ofToken, ...ofBody, ...ofPath, ...ofParameters];
}

function allSchemas(value: unknown): SchemaObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.entries(value).flatMap(([key, it]) => (/^examples?$/.test(key) ? [] : allSchemas(it)));
  return 'type' in value && typeof value.type === 'string' ? [value as SchemaObject, ...nested] : nested;
}

describe('docs/problems.md', () => {
  it('explains every code that the code can answer, once, and no other', () => {
    const sources = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const ofErrors = sources
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(join('src', file)).matchAll(/readonly code = '([^']+)'/g)])
      .map(([, code]) => code);
    const general = Object.values(GENERAL).map(([code]) => code as string);
    expect(codesExplained().sort()).toEqual([...new Set([...ofErrors, ...general])].sort());
  });

  it('begins each explanation with its status', () => {
    const sections = read('docs/problems.md').split(/^## /m).slice(1);
    expect(sections.filter((section) => !/^[\w-]+\n\n[45]\d\d\. [A-Z]/.test(section))).toEqual([]);
  });
});

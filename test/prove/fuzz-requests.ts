import type { OpenAPIObject, OperationObject, ParameterObject } from '@nestjs/swagger';
import fc, { type Arbitrary } from 'fast-check';
import { operationsOf } from '../support/routes.js';
import { CALLERS, type CallerName, type Ids } from './fuzz-world.js';
import { JsonTexts } from './json-text.js';
import type { Schema, Schemas } from './schema.js';

/** A list sends the header once for each value. */
type Headers = Readonly<Record<string, string | readonly string[]>>;

/** A request without the caller's token, so that a failure can be printed without it. */
export interface FuzzRequest {
  /** The name in the document: `GET /api/v1/health`. */
  readonly operation: string;
  readonly method: string;
  /** Includes the query. */
  readonly path: string;
  readonly caller: CallerName;
  readonly headers: Headers;
  readonly body?: string;
  /** Whether fields for a secret of the caller get the right one. */
  readonly withSecrets: boolean;
}

/** An operation of the document. */
interface Operation {
  readonly name: string;
  readonly documented: OperationObject;
  readonly body?: Schema;
  /** Bodies that the document shows. */
  readonly examples?: readonly object[];
}

/** These would end the sessions of other requests, so a spare user calls them. */
const ENDING = /\/auth\/(logout|logout-all|password|email)$/;

const WRONG_TYPES = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'json',
  '',
];
const ODD_TYPES = ['application/json; charset=utf-8', 'application/json; charset=latin1', 'APPLICATION/JSON'];

const JSON_BODY = { 'content-type': 'application/json' };

const ODD_HEADERS: readonly Headers[] = [
  { 'idempotency-key': ['a', 'b'] },
  { authorization: ['Bearer a', 'Bearer b'] },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'identity' },
  { accept: 'text/html' },
  { 'user-agent': '\u00e9'.repeat(600) },
  { 'x-forwarded-for': "1.2.3.4, ' OR 1=1" },
  { origin: 'https://evil.example' },
  { 'x-http-method-override': 'DELETE' },
];

/** Characters that Node sends in a header. */
const VISIBLE = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  maxLength: 600,
});

/** Percent-encoded, ready for an address. */
const ODD_TEXTS = [
  ...['', '0', '-1', '1.5', '1e3', '0x10', '+1', '007', '2147483647', '2147483648', '99999999999999999999', 'NaN'],
  ...[
    'abc',
    'true',
    'null',
    'undefined',
    '%00',
    'a%00b',
    '%ED%A0%BD',
    '%C0%AF',
    '%F0%9F%98%80',
    '%20',
    '%zz',
    '%',
    '1%2F2',
  ],
  ...[
    "'%20OR%201=1--",
    '1;DROP%20TABLE%20users',
    '%25',
    '_',
    '..%2F..',
    '2026-02-31',
    '2026-W05',
    'infinity',
    'tomorrow',
  ],
  ...[
    '2026-11-23',
    '2026-11-23T09:00:00',
    '2026-11-23T09:00:00%2B99:00',
    '2026-11-23T09:00:00Z',
    '[]',
    '{}',
    '__proto__',
  ],
  ...['x'.repeat(201), 'x'.repeat(5_000), '%D9%A5', 'WyIyMDI2LTExLTAxIiwxXQ', 'W10', 'bnVsbA', 'WyJcdTAwMDAiLDFd'],
  ...['WyIyMDI2LTExLTAxVDAwOjAwOjAwWiIsMV0', 'WyJpbmZpbml0eSIsMV0', 'WyIiLDFd', 'WyIyMDI2LTExLTAxIiwyMTQ3NDgzNjQ4XQ'],
];

/** Makes valid and broken requests for every operation of the OpenAPI document. */
export class FuzzRequests {
  readonly operations: readonly Operation[];
  private readonly texts: JsonTexts;

  constructor(
    document: OpenAPIObject,
    private readonly ids: Ids,
  ) {
    this.operations = [...operationsOf(document)].map(([name, documented]) => ({
      name,
      documented,
      ...bodyOf(documented),
    }));
    // The client of a plan, in a body.
    this.texts = new JsonTexts(
      document.components?.schemas as Schemas,
      (name) => ids[name === 'user_id' ? 'client_id' : name] ?? [],
    );
  }

  /** For any operation, or any of those. */
  any(names = this.operations.map(({ name }) => name)): Arbitrary<FuzzRequest> {
    const chosen = this.operations.filter(({ name }) => names.includes(name));
    return fc.oneof(...chosen.map((operation) => this.of(operation)));
  }

  /** No HEAD with headers that are too large: the server refuses it before it reads the method, so the answer has a body. */
  private of({ name, documented, body, examples = [] }: Operation): Arbitrary<FuzzRequest> {
    const [method = '', pattern = ''] = name.split(' ');
    const parameters = (documented.parameters ?? []) as ParameterObject[];
    return fc
      .record({
        operation: fc.constant(name),
        method: fc.oneof({ weight: 60, arbitrary: fc.constant(method) }, fc.constantFrom('PATCH', 'HEAD', 'OPTIONS')),
        path: fc
          .tuple(this.address(pattern), this.query(parameters.filter((parameter) => parameter.in === 'query')))
          .map(([path, query]) => path + query),
        caller: this.caller(name, documented['x-roles' as keyof OperationObject] as readonly CallerName[] | undefined),
        headers: headersFor(body !== undefined),
        body: body
          ? this.texts.body(body, examples)
          : fc.constantFrom(undefined, undefined, undefined, '', '{}', '{"a":', 'x'),
        withSecrets: fc.boolean(),
      })
      .filter(({ method, caller }) => method !== 'HEAD' || caller !== 'long');
  }

  /** Mostly a caller with an allowed role. */
  private caller(name: string, roles: readonly CallerName[] = ['client']): Arbitrary<CallerName> {
    if (ENDING.test(name)) return fc.constantFrom<CallerName>('spare', 'spare', 'nobody', 'ended', 'forged');
    return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(roles[0]!, ...roles) }, fc.constantFrom(...CALLERS));
  }

  private address(pattern: string): Arbitrary<string> {
    const parts = pattern.split('/').map((part, index, all) => {
      const [, name, ending = ''] = /^\{(\w+)\}(.*)$/.exec(part) ?? [];
      return name === undefined
        ? fc.constant(part)
        : this.pathId(this.ids[name === 'id' ? all[index - 1]! : name] ?? []).map((id) => id + ending);
    });
    const slash = fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constant('/'));
    return fc.tuple(fc.tuple(...parts), slash).map(([path, end]) => path.join('/') + end);
  }

  private pathId(ids: readonly (number | string)[]): Arbitrary<string> {
    return fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...ids.map(String)) },
      fc.integer({ min: 1 }).map(String),
      fc.constantFrom(...ODD_TEXTS.filter((text) => text !== '')),
    );
  }

  private query(parameters: readonly ParameterObject[]): Arbitrary<string> {
    const pairs = parameters.map(({ name, schema }) =>
      fc.oneof(
        { weight: 5, arbitrary: fc.constant<readonly string[]>([]) },
        { weight: 4, arbitrary: this.texts.valid(schema!, name).map((text) => [`${name}=${encoded(text)}`]) },
        { weight: 3, arbitrary: this.texts.broken(schema!).map((text) => [`${name}=${encoded(text)}`]) },
        { weight: 2, arbitrary: fc.constantFrom(...ODD_TEXTS).map((text) => [`${name}=${text}`]) },
        fc.constantFrom([name], [`${name}[]=1`], [`${name}[a]=1`], [`${name}=1`, `${name}=2`], [`${name}=`]),
      ),
    );
    const stray = fc.oneof(
      { weight: 12, arbitrary: fc.constant<readonly string[]>([]) },
      fc.constantFrom(
        ['unknown=1'],
        ['__proto__=1'],
        ['constructor[prototype]=1'],
        ['%00=1'],
        ['=1'],
        ['?'],
        ['&&'],
        ['%'],
      ),
    );
    const some = fc.tuple(stray, ...pairs).map((found) => {
      const query = found.flat().join('&');
      return query === '' ? '' : `?${query.slice(0, 12_000)}`;
    });
    return fc.oneof({ weight: 2, arbitrary: some }, fc.constant(''));
  }
}

function bodyOf({ requestBody }: OperationObject): Pick<Operation, 'body' | 'examples'> {
  if (requestBody === undefined || !('content' in requestBody)) return {};
  const { schema, examples = {} } = requestBody.content['application/json'] ?? {};
  const shown = Object.values(examples).map((example) => (example as { value: object }).value);
  return schema ? { body: schema, examples: shown } : {};
}

/** A JSON text as a query value: without its quotes; lone surrogates stay as they are. */
function encoded(text: string): string {
  const plain = text.startsWith('"') ? (JSON.parse(text) as string) : text.slice(0, 300);
  return encodeURIComponent(plain.toWellFormed().slice(0, 10_001));
}

/** The type of the body, and sometimes other headers. */
function headersFor(hasBody: boolean): Arbitrary<Headers> {
  const type = fc.oneof(
    { weight: 20, arbitrary: fc.constant<Headers>(hasBody ? JSON_BODY : {}) },
    fc.constantFrom(...WRONG_TYPES, ...ODD_TYPES).map((value): Headers => ({ 'content-type': value })),
    fc.constant<Headers>(JSON_BODY),
  );
  const key = fc.oneof(fc.uuid(), VISIBLE).map((text): Headers => ({ 'idempotency-key': text }));
  const more = fc.oneof(
    { weight: 14, arbitrary: fc.constant<Headers>({}) },
    key,
    fc.constantFrom<Headers>(...ODD_HEADERS),
  );
  return fc.tuple(type, more).map(([some, others]) => ({ ...some, ...others }));
}

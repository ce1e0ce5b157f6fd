import { breakingChanges } from './breaking-changes.js';
import type { Document, Operation, Schema } from './json-schema.js';

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const ok = (schema: Schema): Operation => ({ operationId: 'x', responses: { 200: json(schema) } });
const taking = (schema: Schema): Operation => ({ operationId: 'x', requestBody: json(schema), responses: {} });
const query = (name: string, schema: Schema = { type: 'string' }, required = false): Operation => ({
  operationId: 'x',
  parameters: [{ name, in: 'query', required, schema }],
  responses: {},
});
const object = (properties: Record<string, Schema>, ...required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
});
const document = (operation: Operation, schemas: Record<string, Schema> = {}): Document => ({
  info: { version: '1.0.0' },
  paths: { '/x': { get: operation } },
  components: { schemas },
});

const [text, number]: Schema[] = [{ type: 'string' }, { type: 'integer' }];
const named: Schema = { $ref: '#/components/schemas/Booking' };

describe('changes of the document', () => {
  it.each<[string, Operation, Operation, string[]]>([
    [
      'the name of an operation',
      ok({}),
      { ...ok({}), operationId: 'y' },
      ['`GET /x` has the operationId `y` now; it was `x`.'],
    ],
    ['a parameter that is gone', query('q'), ok({}), ['`GET /x` has no query parameter `q` any more.']],
    [
      'a parameter that is required',
      query('q'),
      query('q', text, true),
      ['`GET /x` wants the query parameter `q` now.'],
    ],
    [
      'a new required parameter',
      { responses: {} },
      { ...query('q', text, true), operationId: undefined! },
      ['`GET /x` wants the query parameter `q` now.'],
    ],
    ['the type of a parameter', query('q'), query('q', number), ['`GET /x q` is integer now; it was string.']],
    [
      'a body that is required',
      { responses: {} },
      { requestBody: { ...json(text!), required: true }, responses: {} },
      ['`GET /x` wants a body now.'],
    ],
    [
      'a body that is gone',
      { responses: {}, requestBody: json(text!) },
      { responses: {} },
      ['`GET /x` takes no body any more.'],
    ],
    [
      'a field that a body may lack no more',
      taking(object({ a: text! })),
      taking(object({ a: text! }, 'a')),
      ['`GET /x body.a` has to be sent now.'],
    ],
    ['a field that a body has no more', taking(object({ a: text! })), taking(object({})), ['`GET /x body.a` is gone.']],
    [
      'a field that may be null no more',
      taking(object({ a: { ...text, nullable: true } })),
      taking(object({ a: text! })),
      ['`GET /x body.a` may not be null any more.'],
    ],
    [
      'a status that is gone',
      ok({}),
      { operationId: 'x', responses: { 201: {} } },
      ['`GET /x` does not answer 200 any more.'],
    ],
    [
      'a media type that is gone',
      ok({}),
      { operationId: 'x', responses: { 200: {} } },
      ['`GET /x 200` is not application/json any more.'],
    ],
    ['a property that is gone', ok(object({ a: text! }, 'a')), ok(object({})), ['`GET /x 200.a` is gone.']],
    [
      'a property that may be absent',
      ok(object({ a: text! }, 'a')),
      ok(object({ a: text! })),
      ['`GET /x 200.a` may be absent now.'],
    ],
    [
      'a property that may be null',
      ok(object({ a: text! })),
      ok(object({ a: { ...text, nullable: true } })),
      ['`GET /x 200.a` may be null now.'],
    ],
    [
      'the type of items',
      ok({ type: 'array', items: text! }),
      ok({ type: 'array', items: number! }),
      ['`GET /x 200[]` is integer now; it was string.'],
    ],
    [
      'the format of a text',
      ok({ ...text, format: 'date' }),
      ok({ ...text, format: 'date-time' }),
      ['`GET /x 200` is string (date-time) now; it was string (date).'],
    ],
    [
      'a value that is gone',
      ok({ ...text, enum: ['a', 'b'] }),
      ok({ ...text, enum: ['b', 'c'] }),
      ['`GET /x 200` has no value `a` any more.'],
    ],
    [
      'the choices of a property',
      ok({ oneOf: [named] }),
      ok({ oneOf: [named, text!] }),
      ['`GET /x 200` is Booking or string now; it was Booking.'],
    ],
  ])('tell %s', (_, before, after, sentences) => {
    expect(breakingChanges(document(before), document(after))).toEqual(sentences);
  });

  it.each<[string, Operation, Operation]>([
    ['a new optional parameter', ok({}), { ...query('q'), ...ok({}) }],
    ['a new property of an answer', ok(object({})), ok(object({ a: text! }, 'a'))],
    ['a new optional field of a body', taking(object({})), taking(object({ a: text! }))],
    ['a field that a body may lack', taking(object({ a: text! }, 'a')), taking(object({ a: text! }))],
    ['a new value', ok({ ...text, enum: ['a'] }), ok({ ...text, enum: ['a', 'b'] })],
    ['a new status', { responses: {} }, { responses: { 404: json(text!) } }],
    [
      'a refusal with other codes',
      { responses: { 409: json({ ...text, enum: ['a'] }) } },
      { responses: { 409: json({ ...text, enum: ['b'] }) } },
    ],
    ['a text that a body takes in place of a day', taking({ ...text, format: 'date' }), taking(text!)],
    ['a day in an answer in place of a text', ok(text!), ok({ ...text, format: 'date' })],
    ['the format of an email', ok({ ...text, format: 'email' }), ok(text!)],
  ])('do not tell %s', (_, before, after) => {
    expect(breakingChanges(document(before), document(after))).toEqual([]);
  });

  it('tell an operation that is gone', () => {
    expect(breakingChanges(document(ok({})), { info: { version: '2' }, paths: {} })).toEqual(['`GET /x` is gone.']);
  });

  it('tell a schema with a name once, though it holds itself, and is used in many places', () => {
    const schema = (kind: Schema) => object({ id: kind, parts: { type: 'array', items: named } }, 'id');
    const answer = ok(object({ one: named, two: { allOf: [named] } }));
    const [before, after] = [
      document(answer, { Booking: schema(number!) }),
      document(answer, { Booking: schema(text!) }),
    ];
    expect(breakingChanges(before, after)).toEqual(['`Booking.id` is string now; it was integer.']);
  });

  it('follow references to parameters and answers', () => {
    const operation: Operation = {
      parameters: [{ $ref: '#/components/parameters/Limit' } as never],
      responses: { 200: { $ref: '#/components/responses/Ok' } },
    };
    const having = (schema: Schema): Document => ({
      ...document(operation),
      components: { parameters: { Limit: { name: 'limit', in: 'query', schema } }, responses: { Ok: json(schema) } },
    });
    expect(breakingChanges(having(number!), having(text!))).toEqual([
      '`GET /x limit` is string now; it was integer.',
      '`GET /x 200` is string now; it was integer.',
    ]);
  });
});

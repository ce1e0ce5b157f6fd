import fc, { type Arbitrary } from 'fast-check';
import type { SchemaObject } from '@nestjs/swagger';
import { DAY_OR_INSTANT } from '../../src/wire/fields/query-fields.js';
import { type JsonText, NASTY } from './nasty-json.js';
import { resolved, type Schema, type Schemas } from './schema.js';

/** Numbers that can be null are those of forms, which send them as text. */
const NUMBERS_OF_FORMS: readonly JsonText[] = ['""', '"5"', '"12"'];

/** Bodies that are not objects, or not JSON. */
const NO_OBJECTS = ['{"a":', 'null', '5', '[]', '', ' ', '"x"', '{}{}', "{'a':1}", '\u0000', '{"a":NaN}', '\ufeff{}'];

/** `from` is a day nearly everywhere, and a booking where a series changes. */
const nameOf = (field: string, isNumber: boolean) => (field === 'from' && isNumber ? 'from_booking' : field);

/** Makes values and broken values for the schemas of our document. `idsOf` knows ids that exist, by name of the field. */
export class JsonTexts {
  private readonly cache = new Map<Schema, Arbitrary<JsonText>>();

  constructor(
    private readonly schemas: Schemas,
    private readonly idsOf: (name: string) => readonly (number | string)[],
  ) {}

  /** A body: mostly valid, or with one or two faults. Often one of `examples`, with ids that exist. */
  body(schema: Schema, examples: readonly object[]): Arbitrary<JsonText> {
    return fc.oneof(
      ...examples.map((example) => ({ weight: 4, arbitrary: this.example(example) })),
      { weight: 8, arbitrary: this.valid(schema) },
      { weight: 6, arbitrary: this.damaged(schema) },
      { weight: 1, arbitrary: fc.constantFrom(...NO_OBJECTS, ...NASTY) },
      { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    );
  }

  private example(example: object): Arbitrary<JsonText> {
    const fields = Object.entries(example).map(([key, value]) => {
      const ids = this.idsOf(nameOf(key, typeof value === 'number'));
      return fc.constantFrom(...(ids.length > 0 ? ids : [value])).map((known) => [key, JSON.stringify(known)] as const);
    });
    return fc.tuple(...fields).map(asObject);
  }

  /** A value that fits the schema. Our rules may still refuse it. */
  valid(schema: Schema, name = ''): Arbitrary<JsonText> {
    const known = this.cache.get(schema) ?? this.make(schema, name);
    this.cache.set(schema, known);
    return known;
  }

  /** A value that this schema, or any field, must refuse. */
  broken(schema: Schema): Arbitrary<JsonText> {
    const edges = edgesOf(resolved(schema, this.schemas));
    return edges.length === 0
      ? fc.constantFrom(...NASTY)
      : fc.oneof(fc.constantFrom(...edges), fc.constantFrom(...NASTY));
  }

  private make(schema: Schema, name: string): Arbitrary<JsonText> {
    const known = resolved(schema, this.schemas);
    const ways = known.oneOf ?? known.anyOf ?? known.allOf;
    if (ways) return fc.oneof(...ways.map((way) => this.valid(way, name)));
    const ids = this.idsOf(nameOf(name, known.type === 'integer'));
    const plain = this.plain(known);
    let some =
      ids.length > 0
        ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids.map((id) => JSON.stringify(id))) }, plain)
        : plain;
    if (known.example !== undefined && ids.length === 0) {
      some = fc.oneof({ weight: 2, arbitrary: some }, fc.constant(JSON.stringify(known.example)));
    }
    if (known.nullable !== true) return some;
    const isNumber = ['integer', 'number'].includes(String(known.type));
    return fc.oneof({ weight: 4, arbitrary: some }, fc.constantFrom('null', ...(isNumber ? NUMBERS_OF_FORMS : [])));
  }

  private plain(schema: SchemaObject): Arbitrary<JsonText> {
    const { minimum, maximum, enum: choices } = schema;
    const type = String(schema.type ?? 'object');
    if (choices) return fc.constantFrom(...choices.map((choice) => JSON.stringify(choice)));
    switch (type) {
      case 'integer':
        return fc.integer({ min: minimum ?? -(2 ** 31), max: maximum ?? 2 ** 31 - 1 }).map(String);
      case 'number':
        return fc
          .double({ min: minimum ?? -1e300, max: maximum ?? 1e300, noNaN: true })
          .map((value) => JSON.stringify(value));
      case 'boolean':
        return fc.boolean().map(String);
      case 'string':
        return textOf(schema).map((text) => JSON.stringify(text));
      case 'array':
        return fc.array(this.valid(schema.items ?? {}), { maxLength: 5 }).map((items) => `[${items.join()}]`);
      default:
        return schema.properties
          ? this.fields(schema).map(asObject)
          : fc
              .dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), {
                maxKeys: 4,
                noNullPrototype: true,
              })
              .map((value) => JSON.stringify(value));
    }
  }

  private fields({ properties = {}, required = [] }: SchemaObject): Arbitrary<Fields> {
    const entries = Object.entries(properties).map(([key, schema]) => {
      const entry = this.valid(schema, key).map((text) => [key, text] as const);
      return required.includes(key) ? entry : fc.option(entry, { nil: null });
    });
    return fc.tuple(...entries).map((found) => found.filter((entry) => entry !== null));
  }

  private damaged(schema: Schema): Arbitrary<JsonText> {
    const known = resolved(schema, this.schemas);
    const properties = Object.entries(known.properties ?? {});
    const added = [
      { weight: 1, arbitrary: fc.constantFrom(...STRAYS).map((stray): Damage => (fields) => [...fields, stray]) },
      { weight: 1, arbitrary: fc.constant<Damage>((fields) => [...fields, ...fields.slice(0, 1)]) },
    ];
    // A body of which the document names no field can only gain some.
    const damage = fc.oneof(...(properties.length > 0 ? this.spoilt(properties) : []), ...added);
    return fc
      .tuple(this.fields(known), fc.array(damage, { minLength: 1, maxLength: 2 }))
      .map(([fields, damages]) => asObject(damages.reduce((all, apply) => apply(all), fields)));
  }

  private spoilt(properties: readonly (readonly [key: string, schema: Schema])[]) {
    const one = fc.constantFrom(...properties);
    const broken = one.chain(([key, property]) =>
      this.broken(property).map(
        (text): Damage =>
          (fields) =>
            replaced(fields, key, text),
      ),
    );
    const missing = one.map(
      ([key]): Damage =>
        (fields) =>
          fields.filter(([name]) => name !== key),
    );
    return [
      { weight: 8, arbitrary: broken },
      { weight: 1, arbitrary: missing },
    ];
  }
}

type Fields = readonly (readonly [key: string, text: JsonText])[];
type Damage = (fields: Fields) => Fields;

/** Fields that no schema has. */
const STRAYS: Fields = [
  ['unknown', '1'],
  ['id', '1'],
  ['user_id', '1'],
  ['role', '"admin"'],
  ['is_verified', 'true'],
  ['available_slots', '99'],
  ['__proto__', '{"role":"admin"}'],
  ['constructor', '1'],
  ['toString', '"x"'],
  ['', '1'],
  ['😀', '1'],
  ['x'.repeat(1_000), '1'],
  ['a\u0000', '1'],
  ['big', JSON.stringify('x'.repeat(200_000))],
];

const replaced = (fields: Fields, key: string, text: JsonText): Fields => [
  ...fields.filter(([name]) => name !== key),
  [key, text],
];

const asObject = (fields: Fields): JsonText =>
  `{${fields.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

function textOf({ format, pattern, minLength = 0, maxLength = 100 }: SchemaObject): Arbitrary<string> {
  const kind: string = format ?? '';
  const coming = fc.date({ min: new Date('2030-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
  switch (kind) {
    case 'date':
      return day.map(dayOf);
    case 'date-time':
      return coming.map((date) => date.toISOString());
    case 'email':
      return fc.emailAddress();
    case 'uuid':
      return fc.uuid();
  }
  if (pattern === DAY_OR_INSTANT.source)
    return fc.oneof(
      day.map(dayOf),
      coming.map((date) => date.toISOString()),
    );
  if (pattern !== undefined)
    return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom('UTC', 'Europe/Berlin'));
  // Begins with a visible character and has no NUL: a schema cannot express these rules.
  const limits = { maxLength: Math.min(maxLength, minLength + 40) - 1, minLength: Math.max(minLength - 1, 0) };
  return fc.oneof(
    fc.string({ unit: 'grapheme', ...limits }).map((text) => `a${text}`.slice(0, maxLength).toWellFormed()),
    fc.string({ unit: 'binary', ...limits }).map((text) => `b${text.replaceAll('\0', '')}`),
    fc.constantFrom('x', '😀').map((character) => character.repeat(maxLength)),
  );
}

/** Values just inside and just outside the limits of the schema. */
function edgesOf(schema: SchemaObject): JsonText[] {
  const { minimum, maximum, minLength, maxLength, enum: choices, oneOf = [], anyOf = [] } = schema;
  const numbers = [minimum, maximum].filter((bound) => bound !== undefined);
  const lengths = [minLength, maxLength].filter((bound) => bound !== undefined);
  return [
    ...numbers.flatMap((bound) => [bound - 1, bound, bound + 1, bound + 0.5].map(String)),
    ...lengths
      .flatMap((bound) => [bound - 1, bound, bound + 1])
      .filter((length) => length >= 0)
      .flatMap((length) => ['x', '😀'].map((character) => JSON.stringify(character.repeat(length)))),
    ...[...oneOf, ...anyOf].flatMap((way) => ('$ref' in way ? [] : edgesOf(way))),
    ...(choices ?? []).map((choice) => JSON.stringify(String(choice).toUpperCase())),
  ];
}

import type { SchemaObject } from '@nestjs/swagger';
import 'reflect-metadata';
import { Bool, CalendarDate, Choice, Email, Instant, Int, Line, Text } from './fields.js';
import { FormDate, FormDecimal, FormEmail, FormInt, FormJson } from './form-fields.js';
import { ProblemException, spoken } from '../../problems/problem.js';
import {
  QueryBool,
  QueryChoice,
  QueryChoices,
  QueryDate,
  QueryDateOrInstant,
  QueryInt,
  QueryText,
} from './query-fields.js';
import { DtoPipe } from '../validation.pipe.js';

const pipe = new DtoPipe();

/** The result for `value` in a field with that rule: the value that the code gets, or the sentence that refuses it. */
async function outcome(rule: PropertyDecorator, value: unknown, type: 'body' | 'query' = 'body'): Promise<unknown> {
  class Dto {
    x?: unknown;
  }
  rule(Dto.prototype, 'x');
  try {
    const dto = (await pipe.transform(value === undefined ? {} : { x: value }, { type, metatype: Dto })) as Dto;
    return { taken: dto.x };
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    expect(error.getStatus()).toBe(422);
    const [{ field, message } = { field: '', message: '' }, ...others] = error.errors ?? [];
    expect([field, error.message, others]).toEqual(['x', spoken(message), []]);
    return message;
  }
}

interface Case {
  readonly rule: PropertyDecorator;
  readonly type?: 'body' | 'query';
  readonly taken?: readonly unknown[];
  /** Values that are accepted as another value. */
  readonly becomes?: readonly (readonly [unknown, unknown])[];
  readonly refused: Readonly<Record<string, readonly unknown[]>>;
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

const NO_INT = 'x must be a whole number of at least 1.';
const NO_DAY = 'x must be a day that exists, such as 2026-11-23.';
const NO_INSTANT = 'x must be a date and time such as 2026-11-23T09:00:00Z.';
const NO_OFFSET = 'x must say its offset from UTC: add Z or, for example, +02:00.';
const NO_EMAIL = 'x must be an email address such as jo@example.com.';
const NO_MEASURE = 'x must be a number of at least 0 and at most 1000000.';

const CASES: Record<string, Case> = {
  'Int: strict whole numbers': {
    rule: Int(),
    taken: [1, 5, 2_147_483_647],
    refused: {
      [NO_INT]: [0, -1, 1.5, Infinity, NaN, '5', '', null, true, [5], { a: 1 }, undefined],
      'x must be at most 2147483647.': [2_147_483_648, 1e20],
    },
  },
  'Int with bounds': {
    rule: Int({ min: 0, max: 10 }),
    taken: [0, 10],
    refused: { 'x must be a whole number from 0 to 10.': [-1, 11, '3'] },
  },
  'Int that may be left out': {
    rule: Int({ optional: true }),
    taken: [undefined, 3],
    refused: { [NO_INT]: [null, '3', ''] },
  },
  'Int that may be null': { rule: Int({ nullable: true }), taken: [null, 3], refused: { [NO_INT]: [undefined, '3'] } },
  'QueryInt: plain digits': {
    rule: QueryInt({ max: 500 }),
    type: 'query',
    taken: [undefined],
    becomes: [
      ['1', 1],
      ['500', 500],
    ],
    refused: {
      'x must be a whole number from 1 to 500.': [
        '0',
        '501',
        '-1',
        '1.0',
        '1e2',
        '0x10',
        '007',
        'abc',
        '+1',
        '٥',
        '9'.repeat(30),
      ],
      'x must be given once.': [['1', '2']],
      'x must not be empty.': [''],
    },
  },
  'Bool: strict': {
    rule: Bool(),
    taken: [true, false],
    refused: { 'x must be true or false.': ['true', 'false', 0, 1, '', null, [], undefined] },
  },
  'QueryBool: its two words': {
    rule: QueryBool(),
    type: 'query',
    taken: [undefined],
    becomes: [
      ['true', true],
      ['false', false],
    ],
    refused: {
      'x must be true or false.': ['TRUE', '1', 'yes'],
      'x must be given once.': [['true', 'true']],
      'x must not be empty.': [''],
    },
  },
  'Text: kept verbatim, lengths in code points': {
    rule: Text({ max: 5 }),
    taken: ['a', ' a ', '😀😀😀😀😀', '<b>', "'--"],
    refused: {
      'x must be a text.': [5, null, true, ['a'], { a: 1 }, undefined],
      'x must not be blank.': ['', '   ', '\u200b'],
      'x must have at most 5 characters.': ['abcdef', '😀😀😀😀😀😀'],
      'x has characters that cannot be stored.': ['a\0', '\ud83d'],
    },
  },
  'Text of a form, where blank is none': {
    rule: Text({ max: 5, optional: true, nullable: true, emptyIsNull: true }),
    taken: [undefined, null, 'a'],
    becomes: [['', null]],
    refused: { 'x must not be blank.': [' '] },
  },
  'Text of a form that is required': {
    rule: Text({ max: 5, emptyIsNull: true }),
    refused: { 'x must be a text.': ['', null, undefined] },
  },
  QueryText: {
    rule: QueryText({ max: 5 }),
    type: 'query',
    taken: [undefined, '%_'],
    refused: { 'x must be given once.': [['a', 'b']], 'x must not be empty.': [''], 'x must not be blank.': [' '] },
  },
  'Line: what people see on one line': {
    rule: Line({ max: 5 }),
    taken: ['Jo', ' Jo ', '🦊🐻🐼🐨🐯'],
    refused: {
      'x must be one line, without control characters and without characters that turn the direction of text.': [
        'J\no',
        'Jo\t',
        'J\u2028o',
        '\u202eoJ',
        '\u2066Jo',
      ],
      'x must not be blank.': ['\n', '\u202e'],
      'x must have at most 5 characters.': ['Johnny'],
      'x must be a text.': [5, null, undefined],
    },
  },
  Email: {
    rule: Email(),
    taken: ['jo@example.com', 'Jo.O+tag@EXAMPLE.co.uk'],
    becomes: [
      [' jo@example.com\u00a0', 'jo@example.com'],
      ['jo@MÜNCHEN.de', 'jo@münchen.de'],
    ],
    refused: {
      [NO_EMAIL]: ['jo', 'jo@', '@example.com', 'a b@example.com', '', 5, null, `${'a'.repeat(250)}@example.com`],
    },
  },
  Choice: {
    rule: Choice(['red', 'blue'], 'Colour'),
    taken: ['red'],
    refused: { 'x must be one of red, blue.': ['Red', '', 'toString', 5, null, undefined, { a: 1 }, ['red']] },
  },
  QueryChoice: {
    rule: QueryChoice(['red', 'blue'], 'Colour'),
    type: 'query',
    taken: [undefined, 'red'],
    refused: { 'x must be one of red, blue.': ['Red', ''], 'x must be given once.': [['red', 'blue']] },
  },
  QueryChoices: {
    rule: QueryChoices(['red', 'blue'], 'Colour'),
    type: 'query',
    taken: [undefined, ['red', 'blue'], ['red', 'red']],
    becomes: [['red', ['red']]],
    refused: { 'x must be one of red, blue.': ['Red', '', ['red', ''], ['red', 'green']] },
  },
  Instant: {
    rule: Instant(),
    taken: [
      '2026-11-23T09:00:00Z',
      '2026-11-23T09:00:00.123456Z',
      '2026-11-23T09:00+02:00',
      '2028-02-29T23:59:59-14:00',
    ],
    refused: {
      [NO_OFFSET]: ['2026-11-23T09:00:00', '2026-11-23T09:00'],
      [NO_INSTANT]: [
        '2026-11-23',
        '2026-02-31T09:00:00Z',
        '2027-02-29T09:00:00Z',
        '2026-11-23T24:00:00Z',
        '2026-11-23T09:60:00Z',
        '2026-11-23T23:59:60Z',
        '2026-11-23T09:00:00+99:00',
        '2026-11-23 09:00:00Z',
        '2026-W05',
        'infinity',
        'tomorrow',
        '0000-01-01T00:00:00Z',
        '+275760-09-13T00:00:00Z',
        '',
        0,
        1_700_000_000_000,
        true,
        null,
        undefined,
      ],
    },
  },
  CalendarDate: {
    rule: CalendarDate(),
    taken: ['2026-11-23', '2028-02-29', '0001-01-01', '9999-12-31'],
    refused: {
      [NO_DAY]: [
        '2026-02-31',
        '2027-02-29',
        '2026-13-01',
        '2026-1-1',
        '2026-11-23T00:00:00Z',
        'infinity',
        'today',
        '',
        5,
        true,
        null,
      ],
    },
  },
  QueryDate: {
    rule: QueryDate(),
    type: 'query',
    taken: [undefined, '2026-11-23'],
    refused: {
      [NO_DAY]: ['2026-02-31'],
      'x must be given once.': [['2026-11-23', '2026-11-23']],
      'x must not be empty.': [''],
    },
  },
  QueryDateOrInstant: {
    rule: QueryDateOrInstant(),
    type: 'query',
    taken: [undefined, '2026-11-23', '2026-11-23T09:00:00Z'],
    refused: {
      [NO_OFFSET]: ['2026-11-23T09:00:00'],
      'x must be a day such as 2026-11-23 or a date and time such as 2026-11-23T09:00:00Z.': ['2026-02-31', 'now'],
      'x must not be empty.': [''],
    },
  },
  'FormInt: numbers, their digits, and blanks': {
    rule: FormInt(),
    taken: [undefined, null, 0, 5],
    becomes: [
      ['', null],
      ['12', 12],
      ['12.0', 12],
    ],
    refused: {
      'x must be a whole number of at least 0.': ['1.5', 1.5, '-1', '0x10', '1e3', 'abc', ' ', true, []],
      'x must be at most 2147483647.': ['2147483648', 2_147_483_648],
    },
  },
  'FormDecimal: the same with decimals': {
    rule: FormDecimal(),
    taken: [undefined, null, 0, 60.5],
    becomes: [
      ['', null],
      ['60.5', 60.5],
      ['.5', 0.5],
      ['0.30000000000000004', 0.30000000000000004],
      ['0', 0],
    ],
    refused: {
      [NO_MEASURE]: ['-1', -0.1, '1e3', '0x10', '60,5', '5.', ' 5', 1e400, NaN, 'NaN', 'Infinity', true, {}, 1_000_001],
    },
  },
  'FormDecimal above zero': {
    rule: FormDecimal({ positive: true }),
    becomes: [['0.1', 0.1]],
    refused: { 'x must be a number above 0 and at most 1000000.': [0, '0', '0.0'] },
  },
  'FormDate: a day, or blank': {
    rule: FormDate(),
    taken: [undefined, null, '2026-11-23'],
    becomes: [['', null]],
    refused: { [NO_DAY]: ['2026-02-31', ' ', 5, true, []] },
  },
  'FormEmail: an address, or blank': {
    rule: FormEmail(),
    taken: [undefined, null, 'jo@example.com'],
    becomes: [
      ['', null],
      [' ', null],
      [' jo@example.com ', 'jo@example.com'],
    ],
    refused: { [NO_EMAIL]: ['jo', 5, `${'x'.repeat(250)}@example.com`] },
  },
  FormJson: {
    rule: FormJson(),
    taken: [undefined, null, {}, { a: [1, { b: 'c' }] }, nested(19), { a: 'x'.repeat(60_000) }],
    refused: {
      'x must be a JSON object.': [[], 'a', 5, true, ''],
      'x has characters or numbers that cannot be stored.': [{ a: '\0' }, { '\ud83d': 1 }, { a: Infinity }],
    },
  },
};

describe.each(Object.entries(CASES))('%s', (_, { rule, type, taken = [], becomes = [], refused }) => {
  it('takes what it should, as it came or as the number it means', async () => {
    for (const value of taken) expect(await outcome(rule, value, type)).toEqual({ taken: value });
    for (const [value, meant] of becomes) expect(await outcome(rule, value, type)).toEqual({ taken: meant });
  });

  it('refuses the rest, each with its sentence', async () => {
    for (const [sentence, values] of Object.entries(refused)) {
      for (const value of values)
        expect({ value, outcome: await outcome(rule, value, type) }).toEqual({ value, outcome: sentence });
    }
  });
});

describe.each<[string, PropertyDecorator, object]>([
  [
    'FormInt',
    FormInt({ description: 'Sets.' }),
    { type: 'integer', description: 'Sets. Text is taken, too; `""` means none.' },
  ],
  ['FormDecimal', FormDecimal(), { type: 'number', description: 'Text is taken, too; `""` means none.' }],
  ['FormDate', FormDate(), { type: 'string', format: 'date' }],
  ['FormEmail', FormEmail(), { type: 'string', maxLength: 254 }],
])('the schema of %s', (_, rule, wanted) => {
  it('is one type that can be null, not a choice of several', () => {
    class Dto {
      x?: unknown;
    }
    rule(Dto.prototype, 'x');
    const schema = Reflect.getMetadata('swagger/apiModelProperties', Dto.prototype, 'x') as SchemaObject;
    expect(schema).toMatchObject({ ...wanted, nullable: true });
    expect([schema.oneOf, schema.anyOf]).toEqual([undefined, undefined]);
  });
});

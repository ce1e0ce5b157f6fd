import type { SchemaObject } from '@nestjs/swagger';
import { DAY_OR_INSTANT } from '../../src/wire/fields/query-fields.js';

/** JSON values that every field of a body must refuse. The parser already refuses the last two. */
const NEVER = ['[]', '1e400', '{"__proto__":{"role":"admin"}}', '['.repeat(1_500) + ']'.repeat(1_500)];
const NO_TEXT = ['5', 'true', '{"toString":"x"}', '"a\\u0000b"', '"\\ud83d"', '"\\udc00x"'];
const NO_NUMBER = ['-1', '2147483648', '1e20', '9007199254740993', '"0x10"', '"1e3"', '"five"', 'true'];
const NO_OBJECT = ['5', '"x"', '{"a":"\\u0000"}', '{"a":1e300}'];
const NO_DAY = ['2026-02-31', '2026-W05', '2026-11-23T09:00:00Z', 'infinity', 'tomorrow'];
const NO_MOMENT = ['2027-02-31T09:00:00Z', '2027-01-01T09:00:00', '2027-01-01T09:00:00+99:00', '2027-W05', 'infinity'];

/** Bad values, as JSON, for a body field of this schema. */
export const badJsonFor = (schema: SchemaObject): string[] => [
  ...(schema.type === 'array' ? NEVER.filter((json) => json !== '[]') : NEVER),
  ...badByType(schema),
];

function badByType({ type, format, enum: choices, nullable, minimum = 0, maxLength = 10_000 }: SchemaObject): string[] {
  const quoted = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text));
  if (choices) return ['"superuser"', '"toString"', '""', '5'];
  switch (String(type)) {
    case 'integer':
      // The numbers of forms, which can be null, may be sent as text.
      return [...NO_NUMBER.filter((json) => Number(json) !== -1 || minimum >= 0), '1.5', ...(nullable ? [] : ['"5"'])];
    case 'number':
      return NO_NUMBER;
    case 'boolean':
      return ['"false"', '"true"', '0', '{}'];
    case 'object':
      return NO_OBJECT;
  }
  if (format === 'date') return [...NO_TEXT, ...quoted(NO_DAY)];
  if (format === 'date-time') return [...NO_TEXT, ...quoted(NO_MOMENT)];
  return [...NO_TEXT, ...quoted(['😀', 'x'].map((letter) => letter.repeat(maxLength + 1)))];
}

/** Bad values, as written in a URL, for a query parameter of this schema. */
export function badQueryFor({ type, format, enum: choices, pattern, maximum = Infinity }: SchemaObject): string[] {
  const encoded = (texts: readonly string[]) => ['', ...texts.map(encodeURIComponent)];
  if (choices) return encoded(['superuser', 'toString', `' OR 1=1--`]);
  if (pattern === DAY_OR_INSTANT.source) return encoded(NO_MOMENT);
  if (format === 'date') return encoded(NO_DAY);
  if (type === 'boolean') return encoded(['yes', '1', 'TRUE']);
  if (type === 'string') return encoded([' ', '\0', 'x'.repeat(10_000)]);
  const whole = type === 'integer' ? ['1.5'] : [];
  const numbers = ['abc', '0x10', '1e3', ...whole, '-1', '2147483648', '1e20', '9007199254740993'];
  return encoded(maximum < 1_000_000 ? [...numbers, '1000000'] : numbers);
}

/** Harmless texts that look like code, markup or formulas. */
export const ODD_TEXTS = ['<script>alert(1)</script>', `=cmd|' /C calc'!A0`, `'; DROP TABLE users; --`, '%_\\${7*7}'];

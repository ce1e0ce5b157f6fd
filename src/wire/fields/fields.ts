import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { isUUID, ValidateBy, ValidateIf } from 'class-validator';
import { instantFault, isCalendarDate } from '../../time/iso.js';
import { isZone, ZONE_NAME } from '../../time/zones.js';
import { emailForm, isAddress } from './email.js';
import { isBlank, isOneLine, isStorable, lengthOf } from './text.js';

/**
 * Fields of the wire. Each decorator states a field's rule, its message and its documentation together, so that they
 * cannot drift, and gives one message a field. Values keep their wire form; types are never converted by guessing.
 */
export interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  /** May be left out. */
  readonly optional?: boolean;
  /** May be null. */
  readonly nullable?: boolean;
  /** The value when the field is left out. */
  readonly default?: unknown;
  /** The rule decides about null and a field that is left out, too: they depend on other fields. */
  readonly always?: boolean;
}

export const MAX_INT = 2_147_483_647;

/**
 * The fault of `value`, as the end of a sentence that begins with the field's name; null when it is right. A rule may look at
 * the rest of the body.
 */
export type Rule = (value: unknown, body: object) => string | null;

/** Rule, message and documentation of one field. */
export function field(
  rule: Rule,
  schema: ApiPropertyOptions,
  { optional = false, nullable = false, always = false, ...doc }: FieldOptions,
) {
  const documented = { ...schema, ...doc, required: !optional, ...(nullable && { nullable }) };
  return applyDecorators(
    ApiProperty(documented as ApiPropertyOptions),
    ValidateIf((_, value) => always || (!(optional && value === undefined) && !(nullable && value === null))),
    ValidateBy({
      name: 'field',
      validator: {
        validate: (value, args) => rule(value, args?.object ?? {}) === null,
        defaultMessage: (args) =>
          `${args?.property ?? 'field'} ${rule(args?.value, args?.object ?? {}) ?? 'is wrong'}.`,
      },
    }),
  );
}

/** A whole number of JSON, not `"5"`. At most what an int4 holds. */
export const Int = ({ min = 1, max = MAX_INT, ...options }: FieldOptions & { min?: number; max?: number } = {}) =>
  field(
    (value) => intFault(value, min, max),
    { type: 'integer', format: 'int32', minimum: min, maximum: max },
    options,
  );

/** The id of a row of which there may be more than int32 can count. */
export const LongId = (options: FieldOptions = {}) =>
  field(
    (value) => intFault(value, 1, Number.MAX_SAFE_INTEGER),
    { type: 'integer', format: 'int64', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    options,
  );

/** A number with decimals, as answers show it. */
export const Decimal = (options: FieldOptions = {}) =>
  field((value) => (Number.isFinite(value) ? null : 'must be a number'), { type: 'number', format: 'double' }, options);

export const Bool = (options: FieldOptions = {}) =>
  field((value) => (typeof value === 'boolean' ? null : 'must be true or false'), { type: 'boolean' }, options);

interface TextOptions extends FieldOptions {
  readonly min?: number;
  readonly max: number;
  /** Forms send "" for a text left blank. */
  readonly emptyIsNull?: boolean;
}

/** Text for people, kept verbatim: something visible in it, no NUL, no half of a character. Lengths in code points. */
export const Text = (options: TextOptions) =>
  textField((value) => textFault(value, options.min ?? 1, options.max), options);

/** Text on one line, such as a name: no control characters, and none that change the direction of the text. */
export const Line = (options: TextOptions) =>
  textField((value) => lineFault(value, options.min ?? 1, options.max), options);

function textField(rule: Rule, { min = 1, max, emptyIsNull = false, ...options }: TextOptions) {
  const schema = { type: 'string', minLength: emptyIsNull ? 0 : min, maxLength: max } as const;
  return applyDecorators(...(emptyIsNull ? [emptyAsNull] : []), field(rule, schema, options));
}

/** Forms send "" for a text left blank. */
export const emptyAsNull = Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

export const EMAIL_SCHEMA = { type: 'string', format: 'email', maxLength: 254 } as const;

/** An email address. Drops blanks around it, which phones add. */
export const Email = (options: FieldOptions = {}) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => asEmail(value)),
    field(emailRule, EMAIL_SCHEMA, options),
  );

/** Runs before every rule, so that all rules see the stored form. */
export const asEmail = (value: unknown) => (typeof value === 'string' ? emailForm(value) : value);

/** A UUID, as answers show it. */
export const Uuid = (options: FieldOptions = {}) =>
  field((value) => (isUUID(value) ? null : 'must be a UUID'), { type: 'string', format: 'uuid' }, options);

export const Choice = (values: readonly string[], enumName: string, options: FieldOptions = {}) =>
  field(choiceRule(values), { enum: [...values], enumName }, options);

/** A moment, ISO 8601 with `Z` or an offset: without one the server would have to guess the zone. */
export const Instant = (options: FieldOptions = {}) =>
  field(instantRule, { type: 'string', format: 'date-time' }, options);

/** A day of the calendar, `YYYY-MM-DD`. */
export const CalendarDate = (options: FieldOptions = {}) =>
  field(dateRule, { type: 'string', format: 'date' }, options);

/** The IANA name of a time zone that Node knows; kept as it is spelled. */
export const TimeZone = (options: FieldOptions = {}) =>
  field(timeZoneRule, TIME_ZONE_SCHEMA, { example: 'Europe/Berlin', ...options });

const MAX_ZONE = 64;

export const TIME_ZONE_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: MAX_ZONE,
  pattern: ZONE_NAME.source,
} as const;

export const timeZoneRule = (value: unknown) =>
  typeof value === 'string' && value.length <= MAX_ZONE && isZone(value)
    ? null
    : 'must be the name of a time zone such as Europe/Berlin';

/** Free JSON, as answers show it. */
export const JsonObject = (options: FieldOptions = {}) =>
  field(
    (value) => (typeof value === 'object' && !Array.isArray(value) ? null : 'must be a JSON object'),
    { type: 'object', additionalProperties: true },
    options,
  );

export function isInt(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && isBetween(value as number, min, max);
}

export const isBetween = (value: number, min: number, max: number) => value >= min && value <= max;

/** Names the upper bound of int4 only to a caller who exceeds it. */
export function intFault(value: unknown, min: number, max: number): string | null {
  if (isInt(value, min, max)) return null;
  if (max !== MAX_INT) return `must be a whole number from ${min} to ${max}`;
  return isInt(value, min, Infinity) ? `must be at most ${max}` : `must be a whole number of at least ${min}`;
}

export const choiceRule = (values: readonly string[]) => (value: unknown) =>
  values.includes(value as string) ? null : `must be one of ${values.join(', ')}`;

export function textFault(value: unknown, min: number, max: number): string | null {
  if (typeof value !== 'string') return 'must be a text';
  if (!isStorable(value)) return 'has characters that cannot be stored';
  if (isBlank(value)) return 'must not be blank';
  const length = lengthOf(value);
  if (length > max) return `must have at most ${max} characters`;
  return length < min ? `must have at least ${min} characters` : null;
}

function lineFault(value: unknown, min: number, max: number): string | null {
  const fault = textFault(value, min, max);
  if (fault !== null || isOneLine(value as string)) return fault;
  return 'must be one line, without control characters and without characters that turn the direction of text';
}

export function emailRule(value: unknown): string | null {
  return typeof value === 'string' && isAddress(value) ? null : 'must be an email address such as jo@example.com';
}

export function dateRule(value: unknown): string | null {
  return typeof value === 'string' && isCalendarDate(value) ? null : 'must be a day that exists, such as 2026-11-23';
}

/** The message for an instant without an offset: the server would have to guess the zone. */
export const NO_OFFSET = 'must say its offset from UTC: add Z or, for example, +02:00';

export function instantRule(value: unknown): string | null {
  const fault = typeof value === 'string' ? instantFault(value) : 'shape';
  if (fault === 'offset') return NO_OFFSET;
  return fault === null ? null : 'must be a date and time such as 2026-11-23T09:00:00Z';
}

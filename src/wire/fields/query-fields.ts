import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { instantFault, isCalendarDate } from '../../time/iso.js';
import {
  choiceRule,
  dateRule,
  field,
  type FieldOptions,
  instantRule,
  intFault,
  isBetween,
  MAX_INT,
  NO_OFFSET,
  textFault,
  TIME_ZONE_SCHEMA,
  timeZoneRule,
} from './fields.js';

/** Fields of the query. Everything arrives as text, each parameter may occur once unless it says otherwise, and nearly all are optional. */

/** A whole number in the query, in plain decimal digits. */
export const QueryInt = ({ min = 1, max = MAX_INT, ...options }: FieldOptions & { min?: number; max?: number } = {}) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value,
    ),
    field(
      (value) => onceFault(value) ?? intFault(value, min, max),
      { type: 'integer', format: 'int32', minimum: min, maximum: max },
      { optional: true, ...options },
    ),
  );

/** A number in the query, in plain digits with at most two decimals. */
export const QueryDecimal = ({ min, max, ...options }: FieldOptions & { min: number; max: number }) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^(0|[1-9]\d{0,8})(\.\d{1,2})?$/.test(value) ? Number(value) : value,
    ),
    field(
      (value) => onceFault(value) ?? decimalFault(value, min, max),
      { type: 'number', format: 'double', minimum: min, maximum: max },
      { optional: true, ...options },
    ),
  );

const decimalFault = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && isBetween(value, min, max) ? null : `must be a number from ${min} to ${max}`;

/** `true` or `false` in the query. */
export const QueryBool = (options: FieldOptions = {}) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    field(
      (value) => onceFault(value) ?? (typeof value === 'boolean' ? null : 'must be true or false'),
      { type: 'boolean' },
      { optional: true, ...options },
    ),
  );

/** Text in the query. */
export const QueryText = ({ max, ...options }: FieldOptions & { max: number }) =>
  field(
    (value) => onceFault(value) ?? textFault(value, 1, max),
    { type: 'string', minLength: 1, maxLength: max },
    { optional: true, ...options },
  );

/** A choice in the query. */
export const QueryChoice = (values: readonly string[], enumName: string, options: FieldOptions = {}) =>
  field(
    (value) => onceFault(value, false) ?? choiceRule(values)(value),
    { enum: [...values], enumName },
    { optional: true, ...options },
  );

/** Choices in the query: the parameter may be repeated, and means any of them. */
export const QueryChoices = (
  values: readonly string[],
  enumName: string,
  { description = '', ...options }: FieldOptions = {},
) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
    field(
      (value) => (value as unknown[]).map(choiceRule(values)).find((fault) => fault !== null) ?? null,
      { enum: [...values], enumName, isArray: true },
      { optional: true, ...options, description: `${description} ${ANY_OF_THEM}`.trimStart() },
    ),
  );

const ANY_OF_THEM = 'Repeat the parameter for any of several.';

export const QueryDate = (options: FieldOptions = {}) =>
  field(
    (value) => onceFault(value) ?? dateRule(value),
    { type: 'string', format: 'date' },
    { optional: true, ...options },
  );

/** The name of a time zone in the query. */
export const QueryTimeZone = (options: FieldOptions = {}) =>
  field((value) => onceFault(value) ?? timeZoneRule(value), TIME_ZONE_SCHEMA, { optional: true, ...options });

/** An instant in the query. */
export const QueryInstant = (options: FieldOptions = {}) =>
  field(
    (value) => onceFault(value) ?? blankFault(value) ?? instantRule(value),
    { type: 'string', format: 'date-time' },
    { optional: true, ...options },
  );

/** The form of a day or an instant. One type: from two formats generators make types that do not exist. */
export const DAY_OR_INSTANT = /^\d{4}-\d{2}-\d{2}(T\S+)?$/;

const TWO_FORMS = 'A day, or an instant such as `2026-11-23T09:00:00Z`.';

/** A day, which means all of it in UTC, or an instant. */
export const QueryDateOrInstant = ({ description = '', ...options }: FieldOptions = {}) =>
  field(
    (value) => onceFault(value) ?? dateOrInstantRule(value),
    { type: 'string', pattern: DAY_OR_INSTANT.source },
    { optional: true, ...options, description: `${description} ${TWO_FORMS}`.trimStart() },
  );

/** The first of two parameters that bound a period: it must not lie after the `last`, which carries `@NotBefore`. */
export const NotAfter = (last: string) =>
  ordered((first, others) => isInOrder(first, others[last]), `must not be after ${last}`);

/** The last of two parameters that bound a period. In the wrong order both are named. */
export const NotBefore = (first: string) =>
  ordered((last, others) => isInOrder(others[first], last), `must not be before ${first}`);

function ordered(isFine: (value: unknown, query: Record<string, unknown>) => boolean, sentence: string) {
  return ValidateBy({
    name: 'order',
    validator: {
      validate: (value, args) => isFine(value, args?.object as Record<string, unknown>),
      defaultMessage: (args) => `${args?.property ?? 'field'} ${sentence}.`,
    },
  });
}

const DAY_MS = 86_400_000;

/** A day lasts until its end. Other rules refuse texts that are neither a day nor an instant. */
function isInOrder(first: unknown, last: unknown): boolean {
  if (!isDayOrInstant(first) || !isDayOrInstant(last)) return true;
  return Date.parse(first) < Date.parse(last) + (isCalendarDate(last) ? DAY_MS : 1);
}

const isDayOrInstant = (value: unknown): value is string =>
  typeof value === 'string' && (isCalendarDate(value) || instantFault(value) === null);

/** A query parameter may occur once and must not be empty. */
function onceFault(value: unknown, refuseEmpty = true): string | null {
  if (Array.isArray(value)) return 'must be given once';
  return refuseEmpty && value === '' ? 'must not be empty' : null;
}

function blankFault(value: unknown): string | null {
  return typeof value === 'string' && value.includes(' ') && instantFault(value.replace(' ', '+')) === null
    ? 'has a blank instead of a + sign: send + as %2B, because a plain + in a query means a blank'
    : null;
}

function dateOrInstantRule(value: unknown): string | null {
  const blank = blankFault(value);
  if (blank !== null) return blank;
  const fault = dateRule(value) === null ? null : instantRule(value);
  return fault === null || fault === NO_OFFSET
    ? fault
    : 'must be a day such as 2026-11-23 or a date and time such as 2026-11-23T09:00:00Z';
}

import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, type ApiPropertyOptions, type SchemaObject } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  asEmail,
  dateRule,
  EMAIL_SCHEMA,
  emailRule,
  emptyAsNull,
  field,
  type FieldOptions,
  intFault,
  isBetween,
  MAX_INT,
} from './fields.js';
import { isStorable } from './text.js';

/**
 * Fields of the forms for logs, plans and profiles. Their pages send numbers as text ("60.5") and "" for a blank field.
 * Only these fields accept both.
 */
const PLAIN_DECIMAL = /^-?(\d{1,15}(\.\d{1,25})?|\.\d{1,25})$/;

const fromForm = Transform(({ value }: { value: unknown }) => {
  if (value === '') return null;
  return typeof value === 'string' && PLAIN_DECIMAL.test(value) ? Number(value) : value;
});

/**
 * Each schema is one plain type that can be null: from "a number or a text" generators make types that do not compile.
 * The description names the texts that are also accepted.
 */
const OR_TEXT = 'Text is taken, too; `""` means none.';

const orText = ({ description, ...options }: FieldOptions): FieldOptions => ({
  ...options,
  optional: true,
  description: description === undefined ? OR_TEXT : `${description} ${OR_TEXT}`,
});

const orNull = (schema: SchemaObject) => ({ ...schema, nullable: true }) as ApiPropertyOptions;

interface FormIntOptions extends Omit<FieldOptions, 'optional' | 'nullable'> {
  readonly min?: number;
  readonly max?: number;
}

/** A whole number, or its digits as text. Optional; "" and null mean no value. */
export const FormInt = ({ min = 0, max = MAX_INT, ...options }: FormIntOptions = {}) =>
  applyDecorators(
    fromForm,
    field(
      (value) => (value === null ? null : intFault(value, min, max)),
      orNull({ type: 'integer', format: 'int32', minimum: min, maximum: max }),
      orText(options),
    ),
  );

/** Kilograms, centimetres, kilocalories: no measure of a person is larger. */
const MAX_MEASURE = 1_000_000;

interface FormDecimalOptions extends Omit<FieldOptions, 'optional' | 'nullable'> {
  /** Must be above 0. Default: 0 or more. */
  readonly positive?: boolean;
}

/** A number with decimals, or its digits as text. Optional; "" and null mean no value. */
export const FormDecimal = ({ positive = false, ...options }: FormDecimalOptions = {}) =>
  applyDecorators(
    fromForm,
    field(
      (value) =>
        value === null || (typeof value === 'number' && isBetween(value, 0, MAX_MEASURE) && (value > 0 || !positive))
          ? null
          : `must be a number ${positive ? 'above 0' : 'of at least 0'} and at most ${MAX_MEASURE}`,
      orNull({
        ...{ type: 'number', format: 'double', minimum: 0, maximum: MAX_MEASURE },
        ...(positive && { exclusiveMinimum: true }),
      }),
      orText(options),
    ),
  );

/** A day. Optional; "" and null mean no value. */
export const FormDate = (options: Omit<FieldOptions, 'optional' | 'nullable'> = {}) =>
  applyDecorators(
    emptyAsNull,
    field((value) => (value === null ? null : dateRule(value)), orNull({ type: 'string', format: 'date' }), {
      optional: true,
      ...options,
    }),
  );

/** Without `format: email`, because `""` does not match it. */
const OPTIONAL_EMAIL = { type: EMAIL_SCHEMA.type, maxLength: EMAIL_SCHEMA.maxLength } as const;

/** An email address. Optional; "" and null mean no value. */
export const FormEmail = (options: Omit<FieldOptions, 'optional' | 'nullable'> = {}) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => asEmail(value) || null),
    field((value) => (value === null ? null : emailRule(value)), orNull(OPTIONAL_EMAIL), {
      optional: true,
      ...options,
    }),
  );

/** Free JSON of a form: an object that PostgreSQL can hold, as large and deep as a body may be. */
export const FormJson = (options: FieldOptions = {}) =>
  applyDecorators(
    // Unchanged: class-transformer's copy would lack keys such as toString.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
    field(jsonFault, { type: 'object', additionalProperties: true }, { optional: true, nullable: true, ...options }),
  );

function jsonFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be a JSON object';
  return isKeepable(value) ? null : 'has characters or numbers that cannot be stored';
}

/** PostgreSQL writes numbers out: a few characters such as 1e300 would come back as three hundred digits. */
const MIN_NUMBER = 1e-20;
const MAX_NUMBER = 1e20;

/** The body parser has bounded the depth, so recursion is safe. */
function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value === 'number') return value === 0 || isBetween(Math.abs(value), MIN_NUMBER, MAX_NUMBER);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isKeepable(item));
}

const LENIENT = 'lenient';

/** Marks a form for the OpenAPI document, which removes the mark at the end. */
export const FORM = 'x-form';

/** Marks the body of a form whose page sends whole objects back: unknown fields are dropped instead of refused. */
export const Form = () => applyDecorators(SetMetadata(LENIENT, true), ApiExtension(FORM, true));

/** Sentences of the document about a form that makes something, and one that changes it. */
export const FORM_MAKES = 'Numbers may be sent as text, as forms do; `""` means none, unknown fields are dropped.';
export const FORM_CHANGES =
  'Only what is sent changes; null or `""` empties a field. Numbers may be sent as text, as forms do; unknown fields are ' +
  'dropped.';

/** Whether a body of this class is a form. */
export function isForm(metatype: object | undefined): boolean {
  return metatype !== undefined && Reflect.getMetadata(LENIENT, metatype) === true;
}

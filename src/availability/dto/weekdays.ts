import { field, type FieldOptions, type Rule } from '../../wire/fields/fields.js';

const WEEKDAY = { type: 'integer', format: 'int32', minimum: 1, maximum: 7, example: 2 } as const;

/** Days of the week, 1 is Monday; none twice. */
export const Weekdays = (options: FieldOptions = {}, rule: Rule = weekdaysFault) =>
  field(
    rule,
    { type: 'array', minItems: 1, maxItems: 7, uniqueItems: true, items: WEEKDAY },
    { example: [2], ...options },
  );

export function weekdaysFault(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return 'must be a list of days, 1 is Monday and 7 is Sunday';
  const isDay = (day: unknown) => Number.isInteger(day) && (day as number) >= 1 && (day as number) <= 7;
  if (!value.every(isDay)) return 'must have whole numbers from 1 to 7';
  return new Set(value).size < value.length ? 'must not name the same day twice' : null;
}

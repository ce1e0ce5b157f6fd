import { field, type FieldOptions, isInt, MAX_INT } from '../../wire/fields/fields.js';

const MOST_TYPES = 100;

/** Ids of session types, each once. */
export const SessionTypeIds = (options: FieldOptions = {}) =>
  field(
    typeIdsFault,
    {
      ...{ type: 'array', minItems: 1, maxItems: MOST_TYPES, uniqueItems: true },
      items: { type: 'integer', format: 'int32', minimum: 1, maximum: MAX_INT },
    },
    {
      ...{ nullable: true, example: null },
      description: 'The session types that its credits pay for; null: all of the coach.',
      ...options,
    },
  );

function typeIdsFault(value: unknown): string | null {
  const isList = Array.isArray(value) && value.length > 0 && value.length <= MOST_TYPES;
  if (!isList) return `must be a list of 1 to ${MOST_TYPES} ids of session types, or null`;
  if (!value.every((id) => isInt(id, 1, MAX_INT))) return 'must have ids of session types only';
  return new Set(value).size < value.length ? 'must not name the same session type twice' : null;
}

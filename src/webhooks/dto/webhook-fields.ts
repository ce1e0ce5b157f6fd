import { EVENT_TYPES } from '../../outbox/event-types.js';
import { field, type FieldOptions } from '../../wire/fields/fields.js';
import { Url } from '../../wire/fields/url.js';
import { ALL_TYPES, TEST_TYPE } from '../domain/message.js';

/** What a message can be of. */
export const MESSAGE_TYPES = [...EVENT_TYPES, TEST_TYPE] as const;

/** What an endpoint can ask for. */
const WANTED_TYPES = [ALL_TYPES, ...EVENT_TYPES] as const;

/** The address of an endpoint. */
export const EndpointUrl = (options: Omit<FieldOptions, 'example'> = {}) =>
  Url({
    description: 'Takes our POST requests. `https` only.',
    example: 'https://example.com/hooks/coaching',
    ...options,
  });

/** Types of events, each once; or `*` alone. */
export const WantedTypes = (options: FieldOptions = {}) =>
  field(
    typesFault,
    { enum: [...WANTED_TYPES], enumName: 'WebhookType', isArray: true, minItems: 1, uniqueItems: true },
    {
      description: 'Types of events; `*` alone means all, also later ones.',
      example: ['booking.confirmed'],
      ...options,
    },
  );

function typesFault(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return `must be a list of types of events, or ["${ALL_TYPES}"]`;
  const unknown = (value as unknown[]).find((type) => !(WANTED_TYPES as readonly unknown[]).includes(type));
  if (unknown !== undefined)
    return `must hold only types of events, such as booking.confirmed, or "${ALL_TYPES}" alone`;
  if (new Set(value).size < value.length) return 'must name each type once';
  return value.includes(ALL_TYPES) && value.length > 1 ? `must hold "${ALL_TYPES}" alone: it means all types` : null;
}

import { field, type FieldOptions, textFault } from './fields.js';

const MAX_URL = 2_000;

/** An address on the web. Where it may lead is decided when it is saved, and again when it is connected to. */
export const Url = (options: FieldOptions & { readonly example: string }) =>
  field(
    (value) => urlFault(value, options.example),
    { type: 'string', format: 'uri', minLength: 1, maxLength: MAX_URL },
    options,
  );

function urlFault(value: unknown, example: string): string | null {
  const fault = textFault(value, 1, MAX_URL);
  if (fault !== null) return fault;
  return URL.canParse(value as string) ? null : `must be an address such as ${example}`;
}

import { field, type FieldOptions, textFault } from './fields.js';

const MAX_URL = 2_000;

interface UrlOptions extends FieldOptions {
  /** In the message, too. */
  readonly example: string;
}

/** An address on the web. Where it may lead is decided when it is saved, and again when it is connected to. */
export const Url = (options: UrlOptions) => urlField(() => true, options.example, options);

/** An address that people open in a browser: nothing but `https`. It may be missing. */
export const Link = ({ example, ...options }: UrlOptions) =>
  urlField((url) => /^https:\/\/\S+$/.test(url), example, { ...options, nullable: true, example: null });

function urlField(isFine: (url: string) => boolean, example: string, options: FieldOptions) {
  const rule = (value: unknown) => {
    const fault = textFault(value, 1, MAX_URL);
    if (fault !== null) return fault;
    return URL.canParse(value as string) && isFine(value as string) ? null : `must be an address such as ${example}`;
  };
  return field(rule, { type: 'string', format: 'uri', minLength: 1, maxLength: MAX_URL }, options);
}

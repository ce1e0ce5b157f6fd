import type { HeaderObject, HeadersObject, ReferenceObject, ResponseObject } from '@nestjs/swagger';

const text = (description: string, example: string): HeaderObject => ({
  description,
  schema: { type: 'string', example },
});

/** `components.headers`: all that answers can have beside those that browsers obey. */
export const HEADERS = {
  Allow: text('With 405: the methods that this address knows.', 'GET, HEAD'),
  'Cache-Control': text('How long the answer may be kept.', 'private, no-cache'),
  'Content-Disposition': text('The name under which browsers save the file.', 'attachment; filename="session.ics"'),
  ETag: text('The version of the answer, for `If-None-Match`.', '"5d41402abc4b2a76"'),
  'Idempotency-Replayed': text('`true` when this is the answer to an earlier request with the same key.', 'true'),
  Link: text(
    'Address of the next page (RFC 8288); absent on the last one.',
    '</api/v1/bookings/coaches?cursor=WyJDb2FjaCBBIiwyXQ>; rel="next"',
  ),
  RateLimit: text('How many requests are left (`r`), and for how many seconds (`t`).', '"user";r=50;t=30'),
  'RateLimit-Policy': text('How many requests (`q`) are allowed within how many seconds (`w`).', '"user";q=600;w=60'),
  'Retry-After': {
    description: 'Seconds until trying again makes sense.',
    schema: { type: 'integer', format: 'int32', minimum: 1, example: 1 },
  },
  'X-Total-Count': text('With `count=true`: how many rows all pages have; `10000+` when it is more than 10,000.', '42'),
  'WWW-Authenticate': text('What to authenticate with (RFC 6750).', 'Bearer'),
} as const satisfies Record<string, HeaderObject>;

export type HeaderName = keyof typeof HEADERS;

/** References to these headers. */
export function headersOf(names: readonly HeaderName[]): HeadersObject {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Documents these headers of a response. */
export function addHeaders(answer: ResponseObject | ReferenceObject | undefined, names: readonly HeaderName[]): void {
  if (answer && !('$ref' in answer) && names.length > 0) answer.headers = { ...answer.headers, ...headersOf(names) };
}

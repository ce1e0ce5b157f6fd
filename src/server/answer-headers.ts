import type { IncomingMessage } from 'node:http';
import type { Config } from '../config/config.js';

/** Headers that web pages of other origins may read, besides those that CORS always allows. */
export const EXPOSED = ['Link', 'X-Total-Count', 'Retry-After', 'RateLimit', 'ETag', 'Idempotency-Replayed'];

/** The API answers JSON, which may load nothing. */
export const API_POLICY = "default-src 'none';frame-ancestors 'none'";
/** Swagger UI puts its own styles and pictures into its page. */
const DOCS_POLICY =
  "default-src 'none';connect-src 'self';img-src 'self' data:;script-src 'self';style-src 'self' 'unsafe-inline';frame-ancestors 'none'";

/** Names and values. */
export type HeaderPairs = readonly (readonly [string, string])[];

/** As helmet sets them, apart from the policy of content. */
const SECURE: HeaderPairs = [
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'cross-origin'],
  ['origin-agent-cluster', '?1'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-dns-prefetch-control', 'off'],
  ['x-download-options', 'noopen'],
  ['x-frame-options', 'DENY'],
  ['x-permitted-cross-domain-policies', 'none'],
  ['x-xss-protection', '0'],
];
const HTTPS_ONLY: HeaderPairs = [['strict-transport-security', 'max-age=31536000; includeSubDomains']];

/** The security headers of an answer, by the address of its request. */
export function secureHeaders({ environment }: Config): (url: string) => HeaderPairs {
  const secure = environment === 'production' ? [...SECURE, ...HTTPS_ONLY] : SECURE;
  const docs: HeaderPairs = [['content-security-policy', DOCS_POLICY], ...secure];
  const api: HeaderPairs = [['Cache-Control', 'no-store'], ['content-security-policy', API_POLICY], ...secure];
  // Only the docs are known by their address. The router knows health data by more than one, such as /%61pi/v1.
  return (url) => (url.startsWith('/api/docs') ? docs : api);
}

/** The headers that the CORS plugin would set, for answers that bypass it. */
export function originHeaders({ headers: { origin } }: IncomingMessage, { corsOrigins }: Config): HeaderPairs {
  const vary = [['Vary', 'Origin']] as const;
  if (origin === undefined || !corsOrigins.includes(origin)) return vary;
  return [
    ...vary,
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Expose-Headers', EXPOSED.join(', ')],
  ];
}

import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Config } from '../config/config.js';

/** Headers that pages from elsewhere may read, besides the few that they always may. */
export const EXPOSED = ['Link', 'Retry-After', 'RateLimit', 'ETag', 'Idempotency-Replayed'];

/** Swagger UI puts its own styles and pictures into its page; everything else answers JSON and may load nothing. */
const DOCS_CSP = {
  'default-src': ["'none'"],
  'connect-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'frame-ancestors': ["'none'"],
};
const API_CSP = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] };

/** Names and values. */
export type HeaderPairs = readonly (readonly [string, string])[];

/** The headers of security that an answer to the address has. */
export function secureHeaders({ environment }: Config): (url: string) => HeaderPairs {
  const withPolicy = (directives: Record<string, string[]>) =>
    headersOf(
      helmet({
        contentSecurityPolicy: { useDefaults: false, directives },
        crossOriginResourcePolicy: { policy: 'cross-origin' },
        frameguard: { action: 'deny' },
        referrerPolicy: { policy: 'no-referrer' },
        strictTransportSecurity: environment === 'production' && { maxAge: 31_536_000, includeSubDomains: true },
      }),
    );
  const docs = withPolicy(DOCS_CSP);
  const uncached = [['Cache-Control', 'no-store'], ...withPolicy(API_CSP)] as const;
  // Only what is not health data is told by its address: the router knows more than one for the rest, such as /%61pi/v1.
  return (url) => (url.startsWith('/api/docs') ? docs : uncached);
}

/** They are the same for each answer: asking helmet every time costs three per cent of a request. */
function headersOf(middleware: ReturnType<typeof helmet>): HeaderPairs {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(response.req, response, () => undefined);
  return response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]);
}

/** What the plugin for CORS adds, for answers that it does not see. */
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

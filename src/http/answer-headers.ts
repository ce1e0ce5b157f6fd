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

/** Puts the headers of security on an answer. */
export function secureHeaders({ environment }: Config): (request: IncomingMessage, response: ServerResponse) => void {
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
  const api = withPolicy(API_CSP);
  const docs = withPolicy(DOCS_CSP);
  return ({ url = '' }, response) => {
    if (url.startsWith('/api/v1')) response.setHeader('Cache-Control', 'no-store');
    for (const [name, value] of url.startsWith('/api/docs') ? docs : api) response.setHeader(name, value);
  };
}

/** They are the same for each answer: asking helmet every time costs three per cent of a request. */
function headersOf(middleware: ReturnType<typeof helmet>): readonly (readonly [string, string])[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(response.req, response, () => undefined);
  return response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]);
}

/** As the plugin for CORS does, for answers that it does not see. */
export function allowOrigin({ headers }: IncomingMessage, response: ServerResponse, { corsOrigins }: Config): void {
  const { origin } = headers;
  response.setHeader('Vary', 'Origin');
  if (origin === undefined || !corsOrigins.includes(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', EXPOSED.join(', '));
}

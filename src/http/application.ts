import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { answerBrokenRequests } from './broken-requests.js';
import { acceptJsonBodies, MAX_BODY_BYTES } from './json-body.js';
import { NestLog } from './logging.js';
import { Metrics } from './metrics.js';
import { showDocs } from './openapi.js';
import { generalProblem, PROBLEM_JSON } from './problem.js';
import { RouteTable } from './route-table.js';

const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;
/** Longer than the minute that load balancers keep an idle connection, so that they close first. */
const KEEP_ALIVE_MS = 72_000;

const EXPOSED = ['Link', 'Retry-After', 'RateLimit', 'ETag', 'Idempotency-Replayed'];

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

/** The application, ready to listen: everything that `main` and the tests must have alike. */
export async function createApplication(
  module: DynamicModule,
  config: Config,
  log: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_MS },
    // A tracker of idle connections would also cut those whose answer is on its way.
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies(config),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ...answerBrokenRequests,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
  });
  const fastify: FastifyInstance = adapter.getInstance();
  app.get(RouteTable).watch(fastify);
  refuseRepeatedHeaders(fastify);
  acceptJsonBodies(fastify);
  secureHeaders(fastify, config);
  record(fastify, log, app.get(Metrics));
  app.enableCors({ origin: [...config.corsOrigins], credentials: true, exposedHeaders: EXPOSED, maxAge: 600 });
  app.setGlobalPrefix('api/v1', { exclude: ['metrics', 'api/problems'] });
  if (config.apiDocs) showDocs(app);
  await app.init();
  return app;
}

function trustedProxies({ trustProxy }: Config): false | string[] | ((address: string, hop: number) => boolean) {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return trustProxy && [...trustProxy];
}

/** Node keeps the first of these and drops the rest, a proxy may keep another: which one counts must not be open. */
const SINGLE = new Set(['authorization', 'content-type', 'content-length', 'host', 'idempotency-key']);

function refuseRepeatedHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { rawHeaders } = request.raw;
    const seen = new Set<string>();
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const name = (rawHeaders[index] ?? '').toLowerCase();
      if (!SINGLE.has(name)) continue;
      if (seen.has(name)) {
        const detail = `The header ${name} must be sent once.`;
        void reply
          .status(400)
          .type(PROBLEM_JSON)
          .send({ ...generalProblem(400, instanceOf(request)), detail });
        return;
      }
      seen.add(name);
    }
    done();
  });
}

function secureHeaders(fastify: FastifyInstance, { environment }: Config): void {
  const withPolicy = (directives: Record<string, string[]>) =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      crossOriginResourcePolicy: { policy: 'cross-origin' },
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: environment === 'production' && { maxAge: 31_536_000, includeSubDomains: true },
    });
  const api = withPolicy(API_CSP);
  const docs = withPolicy(DOCS_CSP);
  fastify.addHook('onRequest', ({ url, raw }, reply, done) => {
    if (url.startsWith('/api/v1')) reply.raw.setHeader('Cache-Control', 'no-store');
    (url.startsWith('/api/docs') ? docs : api)(raw, reply.raw, () => done());
  });
}

/** One line and one measurement per answer; the route's pattern instead of its address, which may hold personal data. */
function record(fastify: FastifyInstance, log: Logger, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unmatched';
    const status = reply.statusCode;
    metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1000);
    const user = (request as { principal?: { id: number } }).principal?.id;
    log.info({ request: request.id, method, route, status, ms: Math.round(reply.elapsedTime), user }, 'answered');
    done();
  });
}

export const instanceOf = (request: FastifyRequest) => `urn:uuid:${request.id}`;

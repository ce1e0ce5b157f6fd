import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { answerBrokenRequests } from './broken-requests.js';
import { acceptJsonBodies, MAX_BODY_BYTES } from './json-body.js';
import { NestLog } from './logging.js';
import { Metrics } from './metrics.js';
import { showDocs } from './openapi.js';
import { boundRequestsInFlight } from './overload.js';
import { generalProblem, instanceOf, PROBLEM_JSON } from './problem.js';
import { RouteTable } from './route-table.js';

const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;
/** How late a timeout may be noticed; Node's half a minute would treble them. */
const CHECK_MS = 1_000;
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
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS, requireHostHeader: false },
    // A tracker of idle connections would also cut those whose answer is on its way.
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies(config),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Requests that arrive on connections that were open already are answered as long as there are any.
    return503OnClosing: false,
    ...answerBrokenRequests(log),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: new NestLog(log),
    abortOnError: false,
  });
  const fastify: FastifyInstance = adapter.getInstance();
  app.get(RouteTable).watch(fastify);
  refuseOpenHeaders(fastify);
  acceptJsonBodies(fastify);
  endConnectionsOnClose(fastify);
  const secure = secureHeaders(config);
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    secure(raw, reply.raw);
    done();
  });
  const metrics = app.get(Metrics);
  record(fastify, log, metrics);
  boundRequestsInFlight(fastify, config, {
    decorate: (request, response) => {
      secure(request, response);
      allowOrigin(request, response, config);
    },
    record: ({ id, method, status }) => {
      metrics.requests.observe({ method, route: 'refused', status }, 0);
      log.info({ request: id, method, route: 'refused', status, ms: 0 }, 'answered');
    },
  });
  app.enableCors({
    origin: [...config.corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    credentials: true,
    exposedHeaders: EXPOSED,
    maxAge: 600,
    strictPreflight: false,
  });
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

function refuseOpenHeaders(fastify: FastifyInstance): void {
  // After the hooks of onRequest, so that this answer has the headers of security and CORS too.
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    const fault = headerFault(request.raw);
    if (fault === null) {
      done();
      return;
    }
    const problem = { ...generalProblem(400, instanceOf(request)), detail: fault };
    void reply.status(400).type(PROBLEM_JSON).send(problem);
  });
}

function headerFault({ rawHeaders, headers, httpVersion }: IncomingMessage): string | null {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = names.find((name, index) => SINGLE.has(name) && names.indexOf(name) !== index);
  if (repeated !== undefined) return `The header ${repeated} must be sent once.`;
  return headers.host === undefined && httpVersion !== '1.0' ? 'The header host is missing.' : null;
}

/**
 * Connections that would hold up the shutdown for as long as the client likes: kept alive after their last answer, opened
 * ahead and never used, or slow to send. Node counts the last two as busy, and its timeouts end with its listening.
 */
function endConnectionsOnClose(fastify: FastifyInstance): void {
  const { server } = fastify;
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    const late = setTimeout(() => server.closeAllConnections(), REQUEST_MS);
    server.once('close', () => clearTimeout(late));
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('Connection', 'close');
    done();
  });
}

/** Puts the headers of security on an answer. */
function secureHeaders({ environment }: Config): (request: IncomingMessage, response: ServerResponse) => void {
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
function allowOrigin({ headers }: IncomingMessage, response: ServerResponse, { corsOrigins }: Config): void {
  const { origin } = headers;
  response.setHeader('Vary', 'Origin');
  if (origin === undefined || !corsOrigins.includes(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', EXPOSED.join(', '));
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

import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { originHeaders, EXPOSED, secureHeaders } from './answer-headers.js';
import { answerBrokenRequests } from './broken-requests.js';
import { acceptJsonBodies, MAX_BODY_BYTES } from '../wire/bodies/json-body.js';
import { NestLog } from './observing/logging.js';
import type { MaybeKnownRequest } from '../wire/fields/maybe-known.js';
import { Metrics } from './observing/metrics.js';
import { codeOf } from './problems/problem.filter.js';
import { leadHomeToDocs, showDocs } from '../openapi/document.js';
import { serveWebApp } from '../web-app/web-app.js';
import { boundRequestsInFlight } from './overload.js';
import { isEventStream } from '../wire/answers/event-stream.js';
import { sendPages } from '../wire/lists/paging.js';
import { answerRevalidations } from '../wire/answers/revalidation.js';
import { generalProblem, instanceOf, type Problem, PROBLEM_JSON, publicProblem } from '../problems/problem.js';
import { RouteTable } from './route-table.js';
import { type Trace, traceOf } from './observing/trace-context.js';
import { boundUnreadAnswers } from './unread-answers.js';

/** Routes that do not begin with /api/v1. */
const OUTSIDE = [
  ...[
    'metrics',
    'api/problems',
    'api/changes',
    'dev',
    'dev/page.js',
    'dev/page.css',
    'dev/reset',
    'dev/clock',
    'dev/mail',
    'dev/mail.json',
    'dev/mail/*path',
    'dev/pay',
    'dev/pay/*path',
  ],
  'account-pages/page.css',
];

const REQUEST_MS = 15_000;
const HEADERS_MS = 10_000;
/** How late a timeout may be noticed. Node's default of half a minute would treble the timeouts. */
const CHECK_MS = 1_000;
/** Load balancers keep an idle connection for a minute. They should close it before we do. */
const KEEP_ALIVE_MS = 72_000;

/** Sets up the application, ready to listen, in the same way for `main` and for the tests. */
export async function createApplication(
  module: DynamicModule,
  config: Config,
  log: Logger,
): Promise<NestFastifyApplication> {
  const adapter = adapterFor(log, config);
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
  sendPages(fastify, config.publicPath);
  answerRevalidations(fastify);
  completeProblems(fastify, config.publicPath);
  const secure = secureHeaders(config);
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    for (const [name, value] of secure(raw.url ?? '')) reply.raw.setHeader(name, value);
    done();
  });
  const record = recorderOf(log, app.get(Metrics));
  recordAnswers(fastify, record);
  boundRequestsInFlight(fastify, config, {
    headersOf: (request) => [...secure(request.url ?? ''), ...originHeaders(request, config)],
    publicPath: config.publicPath,
    record: (id, { method = '', headers }) =>
      record({ request: id, ...traceOf(headers), method, route: 'refused', status: 503, ms: 0 }),
  });
  boundUnreadAnswers(fastify, config);
  allowOrigins(app, config);
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE });
  if (config.apiDocs) showDocs(app, config.publicUrl);
  if (config.webApp) serveWebApp(fastify, config);
  else if (config.apiDocs) leadHomeToDocs(fastify);
  await app.init();
  return app;
}

function adapterFor(log: Logger, config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS, requireHostHeader: false },
    // A tracker of idle connections would also cut connections whose answer is on its way.
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies(config),
    // A path parameter that is too long is not an id, and so a 404 like any other text.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: maxHeaderSize },
    // During the shutdown, requests on open connections are still answered.
    return503OnClosing: false,
    ...answerBrokenRequests(log, config),
  });
}

/** Adds what only the request and the settings know. */
function completeProblems(fastify: FastifyInstance, path: string): void {
  fastify.addHook('preSerialization', ({ headers }, reply, answer, done) => {
    const isProblem = reply.getHeader('content-type') === PROBLEM_JSON;
    done(null, isProblem ? { ...publicProblem(path, answer as Problem), ...traceOf(headers) } : answer);
  });
}

function allowOrigins(app: NestFastifyApplication, config: Config): void {
  app.enableCors({
    origin: [...config.corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    credentials: true,
    exposedHeaders: EXPOSED,
    maxAge: 600,
    strictPreflight: false,
  });
}

function trustedProxies({ trustProxy }: Config): false | string[] | ((address: string, hop: number) => boolean) {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return trustProxy && [...trustProxy];
}

/** Node keeps the first of these headers, a proxy may keep another one. So they must not be repeated. */
const SINGLE = new Set(['authorization', 'content-type', 'content-length', 'host', 'idempotency-key']);

function refuseOpenHeaders(fastify: FastifyInstance): void {
  // After the onRequest hooks, so that this answer has the security and CORS headers too.
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
 * Ends connections that would delay the shutdown: kept alive after their last answer, opened but never used, or slow to
 * send. Node counts the last two as busy, and stops checking its timeouts when it stops listening.
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

interface Answer extends Trace {
  readonly request: string;
  readonly method: string;
  /** The pattern of the route: the address may hold personal data. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly user?: number | undefined;
  readonly isStream?: boolean;
  /** Of the problem, if it is one. */
  readonly code?: string | undefined;
}

/** Asked every few seconds by machines, or by the dozen for one page: nobody reads these lines. */
const TRIFLE = /\/health\/|^\/metrics$|^\/assets\//;

/** Writes one log line and one measurement per answer. */
function recorderOf(log: Logger, metrics: Metrics): (answer: Answer) => void {
  return ({ ms, code, isStream = false, ...answer }) => {
    // A stream is open for hours, which says nothing about the time to answer.
    const { method, route, status } = answer;
    if (!isStream) metrics.requests.observe({ method, route, status }, ms / 1000);
    metrics.countOutcome(method, route, code);
    const level = TRIFLE.test(route) ? 'debug' : 'info';
    log[level]({ ...answer, ms: Math.round(ms) }, 'answered');
  };
}

function recordAnswers(fastify: FastifyInstance, record: (answer: Answer) => void): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    record({
      request: request.id,
      ...traceOf(request.headers),
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status: reply.statusCode,
      ms: reply.elapsedTime,
      user: (request as MaybeKnownRequest).principal?.id,
      isStream: isEventStream(reply),
      code: codeOf(reply),
    });
    done();
  });
}

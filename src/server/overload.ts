import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Config } from '../config/config.js';
import type { HeaderPairs } from './answer-headers.js';
import { OverloadedError } from '../problems/load-errors.js';
import { instanceOf, problem, PROBLEM_JSON, publicProblem } from '../problems/problem.js';
import { traceOf } from './observing/trace-context.js';
import { isUnlimited } from '../wire/unlimited.js';

/** Requests in flight for each connection to PostgreSQL. Even the last of a burst waits only briefly. */
const PLACES_PER_CONNECTION = 20;
/** The same in an overload. Fewer requests than connections keep the one thread busy; more would only wait. */
const OVERLOADED_PLACES_PER_CONNECTION = 0.8;
/** Each window in which more than this share was refused is an overload. Chance refuses a few, too. */
const WINDOW_MS = 50;
const CHANCE = 0.1;
/** A request that takes longer gives its place up: slow requests would prolong an overload that has passed. */
const SLOW_MS = 250;

/** Made once: a refusal must cost as little as possible. */
const OVERLOADED = new OverloadedError();

/** Does for refusals at the door what Fastify's hooks do for all other answers. */
interface Hooks {
  readonly headersOf: (request: IncomingMessage) => HeaderPairs;
  readonly publicPath: string;
  readonly record: (id: string, request: IncomingMessage) => void;
}

interface Refusal {
  readonly id: string;
  readonly headers: HeaderPairs;
  readonly publicPath: string;
}

/** The bound of requests in flight. */
export const mostInFlight = ({ databasePoolSize }: Config) => databasePoolSize * PLACES_PER_CONNECTION;

/** Refuses what would wait longer for a connection than it is worth, before its body is read. */
export function boundRequestsInFlight(fastify: FastifyInstance, config: Config, hooks: Hooks): void {
  const fewest = Math.ceil(config.databasePoolSize * OVERLOADED_PLACES_PER_CONNECTION);
  const places = new Places(mostInFlight(config), fewest);
  refuseAtTheDoor(fastify, places, hooks);

  // Takes a place only when the body has been read: clients that send slowly must not keep others out.
  fastify.addHook('preValidation', ({ routeOptions }, { raw }, done) => {
    if (isUnlimited(routeOptions.url)) {
      done();
    } else if (places.areTaken) {
      done(OVERLOADED);
    } else {
      places.take(raw);
      done();
    }
  });
  // Frees the place once the answer is made. Slow readers do not hold it; clients that went away do, as PostgreSQL still works.
  fastify.addHook('onSend', (_request, { raw }, _payload, done) => {
    places.free(raw);
    done();
  });
}

/**
 * Refuses before routing. Routing and hooks cost a third of an answer, so refusing after them would keep the server busy.
 * Only the address is known here; the hook refuses addresses that merely look unlimited.
 */
function refuseAtTheDoor({ server }: FastifyInstance, places: Places, hooks: Hooks): void {
  const { headersOf, record } = hooks;
  const [answer] = server.listeners('request') as RequestListener[];
  if (!answer) throw new Error('The server has nothing that answers.');
  server.off('request', answer);
  server.on('request', (request, response) => {
    const { method = '', url = '', socket } = request;
    // The connection was closed while this request waited to be read.
    if (socket.destroyed) return;
    // A preflight must be answered: otherwise the browser could not read the refusal either.
    if (method === 'OPTIONS' || isUnlimited(url.split('?')[0]) || !places.refuseOneMore()) {
      answer(request, response);
      return;
    }
    const id = randomUUID();
    refuse(response, request, { id, headers: headersOf(request), publicPath: hooks.publicPath });
    record(id, request);
  });
}

function refuse(response: ServerResponse, request: IncomingMessage, { id, headers, publicPath }: Refusal): void {
  const { code, message: detail, retryAfter } = OVERLOADED;
  const document = problem({ status: 503, code, detail, instance: instanceOf({ id }) });
  const body = JSON.stringify({ ...publicProblem(publicPath, document), ...traceOf(request.headers) });
  // Names and values alternate: `flat()` and objects cost a fifth of a refusal.
  const list = ['Content-Type', PROBLEM_JSON, 'Content-Length', Buffer.byteLength(body), 'Retry-After', retryAfter];
  for (const [name, value] of headers) list.push(name, value);
  response.writeHead(503, list).end(body);
}

/**
 * The bound of requests in flight. High at first, so that a burst is let in; low in an overload; twice as high after each
 * window without one. It earns its lines: with one fixed bound, which lets in the same burst, an answer at twice the capacity
 * takes 180 ms at the median and 230 ms at p99, with this one 9 ms and 47 ms (ADR 12).
 */
class Places {
  private places: number;
  /** When each request took its place, oldest first. */
  private readonly inTime = new Map<ServerResponse, number>();
  private readonly slow = new Set<ServerResponse>();
  private asked = 0;
  private refused = 0;
  private judgedAt = performance.now();

  constructor(
    private readonly most: number,
    private readonly fewest: number,
  ) {
    this.places = most;
  }

  get areTaken(): boolean {
    return this.inTime.size >= Math.min(this.places, this.most - this.slow.size);
  }

  /** Whether one more request finds no place. Counts it: refusals show an overload. */
  refuseOneMore(): boolean {
    this.judge();
    this.asked += 1;
    if (this.areTaken) this.refused += 1;
    return this.areTaken;
  }

  /** Holds the place until `free`. */
  take(answer: ServerResponse): void {
    this.inTime.set(answer, performance.now());
  }

  free(answer: ServerResponse): void {
    this.inTime.delete(answer);
    this.slow.delete(answer);
  }

  private judge(): void {
    const now = performance.now();
    const windows = Math.floor((now - this.judgedAt) / WINDOW_MS);
    if (windows === 0) return;
    const isOverload = this.refused > this.asked * CHANCE;
    const [places, calm] = isOverload ? [this.fewest, windows - 1] : [this.places, windows];
    this.places = Math.min(this.most, places * 2 ** calm);
    this.asked = 0;
    this.refused = 0;
    this.judgedAt = now;
    for (const [answer, since] of this.inTime) {
      if (now - since < SLOW_MS) break;
      this.inTime.delete(answer);
      this.slow.add(answer);
    }
  }
}

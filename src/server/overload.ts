import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Config } from '../config/config.js';
import type { HeaderPairs } from './answer-headers.js';
import { OverloadedError } from '../problems/load-errors.js';
import { instanceOf, problem, PROBLEM_JSON, publicProblem } from '../problems/problem.js';
import { isUnlimited } from '../wire/unlimited.js';

/** So many requests for each connection to PostgreSQL may come at once: the last of them still waits briefly. */
const PLACES_PER_CONNECTION = 20;
/** Fewer than there are connections keep the one thread busy that answers; more would only wait for each other. */
const OVERLOADED_PLACES_PER_CONNECTION = 0.8;
/** So often it is judged whether there is an overload: whether more than this share was refused, for chance refuses some, too. */
const WINDOW_MS = 50;
const CHANCE = 0.1;
/** Whoever takes longer leaves the few places to others: slow requests would keep an overload going that has passed. */
const SLOW_MS = 250;

/** Made once: whoever is refused must cost as little as can be. */
const OVERLOADED = new OverloadedError();

/** What the hooks of Fastify do for every answer, for refusals that they never see. */
interface Hooks {
  readonly headersOf: (request: IncomingMessage) => HeaderPairs;
  readonly publicPath: string;
  readonly record: (id: string, method: string) => void;
}

/** How many requests may be in flight at once. */
export const mostInFlight = ({ databasePoolSize }: Config) => databasePoolSize * PLACES_PER_CONNECTION;

/** Refuses what would wait longer for a connection than it is worth, before its body is read. */
export function boundRequestsInFlight(fastify: FastifyInstance, config: Config, hooks: Hooks): void {
  const fewest = Math.ceil(config.databasePoolSize * OVERLOADED_PLACES_PER_CONNECTION);
  const places = new Places(mostInFlight(config), fewest);
  refuseAtTheDoor(fastify, places, hooks);

  // Taken only now, with the body read: whoever sends slowly would otherwise keep the others out.
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
  // A place is free once the answer is made: reading it is up to others, and whoever went away is worked for nevertheless.
  fastify.addHook('onSend', (_request, { raw }, _payload, done) => {
    places.free(raw);
    done();
  });
}

/**
 * Routing and hooks cost a third of an answer: at twice the capacity a server that refused behind them would be busy
 * refusing. Only the address is known here; one that merely looks unlimited is refused by the hook.
 */
function refuseAtTheDoor({ server }: FastifyInstance, places: Places, hooks: Hooks): void {
  const { headersOf, record } = hooks;
  const [answer] = server.listeners('request') as RequestListener[];
  if (!answer) throw new Error('The server has nothing that answers.');
  server.off('request', answer);
  server.on('request', (request, response) => {
    const { method = '', url = '', socket } = request;
    // Hung up on while this one was waiting to be read.
    if (socket.destroyed) return;
    // A browser that may not ask would not see the refusal either.
    if (method === 'OPTIONS' || isUnlimited(url.split('?')[0]) || !places.refuseOneMore()) {
      answer(request, response);
      return;
    }
    const id = randomUUID();
    refuse(response, id, headersOf(request), hooks.publicPath);
    record(id, method);
  });
}

function refuse(response: ServerResponse, id: string, headers: HeaderPairs, publicPath: string): void {
  const { code, message: detail, retryAfter } = OVERLOADED;
  const document = problem({ status: 503, code, detail, instance: instanceOf({ id }) });
  const body = JSON.stringify(publicProblem(publicPath, document));
  // Names and values in turn: `flat()` and objects cost a fifth of a refusal.
  const list = ['Content-Type', PROBLEM_JSON, 'Content-Length', Buffer.byteLength(body), 'Retry-After', retryAfter];
  for (const [name, value] of headers) list.push(name, value);
  response.writeHead(503, list).end(body);
}

/** Many while a burst is let in; few once more come than can be answered, and twice as many after each window without that. */
class Places {
  private places: number;
  /** Since when each is in flight, the longest first. */
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

  /** Whether one more finds no place; that is what overloads are known by. */
  refuseOneMore(): boolean {
    this.judge();
    this.asked += 1;
    if (this.areTaken) this.refused += 1;
    return this.areTaken;
  }

  /** Until it is freed. */
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

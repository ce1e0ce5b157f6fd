import type { FastifyInstance } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../config/config.js';
import { OverloadedError } from './load-errors.js';
import { isUnlimited } from './unlimited.js';

/** So many requests for each connection to PostgreSQL: enough to keep all of them busy, and few enough to wait briefly. */
const PLACES_PER_CONNECTION = 20;

/** Made once: whoever is refused must cost as little as can be. */
const OVERLOADED = new OverloadedError();

/** Refuses what would wait longer for a connection than it is worth, before its body is read. */
export function boundRequestsInFlight(fastify: FastifyInstance, { databasePoolSize }: Config): void {
  const places = new Places(databasePoolSize * PLACES_PER_CONNECTION);

  // After the hooks of onRequest, so that the refusal has the headers of security and CORS too.
  fastify.addHook('preParsing', ({ routeOptions }, _reply, _payload, done) => {
    if (places.areTaken && !isUnlimited(routeOptions.url)) done(OVERLOADED);
    else done();
  });

  // Taken only now, with the body read: whoever sends slowly would otherwise keep the others out.
  fastify.addHook('preValidation', ({ routeOptions, socket }, { raw }, done) => {
    if (isUnlimited(routeOptions.url)) {
      done();
    } else if (places.areTaken) {
      done(OVERLOADED);
    } else {
      places.take(socket, raw);
      done();
    }
  });
}

class Places {
  private taken = 0;
  private readonly takenBy = new Map<Socket, number>();

  constructor(private readonly count: number) {}

  get areTaken(): boolean {
    return this.taken >= this.count;
  }

  /** Until the answer is sent, or its connection is gone. */
  take(socket: Socket, answer: ServerResponse): void {
    if (socket.destroyed) return;
    if (!this.takenBy.has(socket)) {
      // Answers that wait behind another one on the same connection do not hear of its end.
      socket.once('close', () => {
        this.taken -= this.takenBy.get(socket) ?? 0;
        this.takenBy.delete(socket);
      });
    }
    this.add(socket, 1);
    answer.once('close', () => {
      if (this.takenBy.has(socket)) this.add(socket, -1);
    });
  }

  private add(socket: Socket, change: 1 | -1): void {
    this.taken += change;
    this.takenBy.set(socket, (this.takenBy.get(socket) ?? 0) + change);
  }
}

import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../config/config.js';
import { isEventStream } from '../wire/answers/event-stream.js';
import { mostInFlight } from './overload.js';

/** A client that reads nothing of an answer for this long is hung up on, at the latest after twice this time. */
const UNREAD_MS = 5_000;
/** An answer that is not read for this long counts as slowly read. */
const SLOWLY_READ_MS = 1_000;
/** Open requests of one connection. Browsers and proxies wait for the answer before they send the next request. */
const MOST_AT_ONCE = 50;

/**
 * Bounds the memory for answers that clients read slowly or not at all. Hangs up on clients that read nothing or send too
 * many requests ahead. When more answers wait than requests may be in flight, hangs up on the one that has waited longest.
 */
export function boundUnreadAnswers(fastify: FastifyInstance, config: Config): void {
  const { server } = fastify;
  const most = mostInFlight(config);
  /** The number of unanswered requests of each connection. */
  const open = new WeakMap<Socket, number>();
  /** When each answer began to wait, oldest first. */
  const unread = new Map<ServerResponse, number>();

  server.prependListener('request', ({ socket }: IncomingMessage, answer: ServerResponse) => {
    const requests = (open.get(socket) ?? 0) + 1;
    open.set(socket, requests);
    if (requests > MOST_AT_ONCE) socket.destroy();
    answer.once('close', () => {
      open.set(socket, (open.get(socket) ?? 1) - 1);
      unread.delete(answer);
    });
  });
  // Answers that wait behind another one on the same connection get no event when it closes.
  server.on('connection', (connection: Socket) =>
    connection.once('close', () => {
      for (const answer of unread.keys()) if (answer.req.socket === connection) unread.delete(answer);
    }),
  );
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    const { raw: answer } = reply;
    const { socket } = answer.req;
    // An event stream rests most of the time, and bounds what it keeps for a slow reader itself.
    if (isEventStream(reply)) {
      done();
      return;
    }
    // Node replaces this timeout by that of idle connections once the answer has left.
    answer.setTimeout(UNREAD_MS, () => socket.destroy());
    if (!socket.destroyed) unread.set(answer, performance.now());
    if (unread.size > most) hangUpOnTheSlowest();
    done();
  });

  function hangUpOnTheSlowest(): void {
    const [oldest] = unread;
    if (oldest && performance.now() - oldest[1] > SLOWLY_READ_MS) oldest[0].req.socket.destroy();
  }
}

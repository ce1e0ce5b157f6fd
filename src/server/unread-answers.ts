import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Config } from '../config/config.js';
import { mostInFlight } from './overload.js';

/** Whoever takes nothing of an answer for so long does not want it; noticed within twice that. */
const UNREAD_MS = 5_000;
/** After this an answer is not merely on its way. */
const SLOWLY_READ_MS = 1_000;
/** Requests that a connection may have open at once: browsers and proxies send the next one after the answer. */
const MOST_AT_ONCE = 50;

/**
 * Answers that are read slowly, or not at all, are kept in memory. Hangs up on whoever takes nothing or asks far ahead, and,
 * when more answers wait for their readers than requests can be in flight, on the one that has waited longest.
 */
export function boundUnreadAnswers(fastify: FastifyInstance, config: Config): void {
  const { server } = fastify;
  const most = mostInFlight(config);
  /** How many requests of a connection are not answered yet. */
  const open = new WeakMap<Socket, number>();
  /** Since when each answer waits, the longest first. */
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
  // Answers that wait behind another one on the same connection do not hear of its end.
  server.on('connection', (connection: Socket) =>
    connection.once('close', () => {
      for (const answer of unread.keys()) if (answer.req.socket === connection) unread.delete(answer);
    }),
  );
  fastify.addHook('onSend', (_request, { raw: answer }, _payload, done) => {
    const { socket } = answer.req;
    // Node ends this when the answer has left: then it is the time that an idle connection is kept.
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

import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { generalProblem, PROBLEM_JSON } from './problem.js';

const STATUS_OF: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Options of Fastify for requests that never reach a route: broken HTTP and broken addresses. */
export const answerBrokenRequests = {
  /** What the parser of HTTP could not read; the connection is in an unknown state and is closed. */
  clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = generalProblem(STATUS_OF[error.code ?? ''] ?? 400, `urn:uuid:${randomUUID()}`);
    const body = JSON.stringify(problem);
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        `Content-Type: ${PROBLEM_JSON}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Cache-Control: no-store',
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  },

  /** Addresses that the router cannot decode. */
  frameworkErrors(error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void {
    const problem = generalProblem(error.statusCode ?? 400, `urn:uuid:${request.id}`);
    void reply.status(problem.status).header('Content-Type', PROBLEM_JSON).send(JSON.stringify(problem));
  },
};

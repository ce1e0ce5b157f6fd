import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { originHeaders } from './answer-headers.js';
import { generalProblem, instanceOf, PROBLEM_JSON } from './problem.js';

const STATUS_OF: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

const HEADERS = {
  'Content-Type': PROBLEM_JSON,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none';frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
};

interface CodedError extends Error {
  readonly code?: string;
  readonly statusCode?: number;
}

/** Options of Fastify for requests that never reach a route, nor its hooks: broken HTTP and broken addresses. */
export function answerBrokenRequests(log: Logger, config: Config) {
  const refuse = (error: CodedError, status: number, id: string) => {
    log.info({ request: id, route: 'broken', status, code: error.code }, 'answered');
    return generalProblem(status, instanceOf({ id }));
  };

  return {
    /** What the parser of HTTP could not read; the connection is in an unknown state and is closed. */
    clientErrorHandler(error: CodedError, socket: Socket): void {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
      }
      const problem = refuse(error, STATUS_OF[error.code ?? ''] ?? 400, randomUUID());
      const body = JSON.stringify(problem);
      const headers = { ...HEADERS, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      socket.end([`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, ...lines, '', body].join('\r\n'));
    },

    /** Addresses that the router cannot decode. */
    frameworkErrors(error: CodedError, request: FastifyRequest, reply: FastifyReply): void {
      const problem = refuse(error, error.statusCode ?? 400, request.id);
      const headers = { ...HEADERS, ...Object.fromEntries(originHeaders(request.raw, config)) };
      void reply.status(problem.status).headers(headers).send(JSON.stringify(problem));
    },
  };
}

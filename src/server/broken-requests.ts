import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { API_POLICY, originHeaders } from './answer-headers.js';
import { generalProblem, instanceOf, PROBLEM_JSON, publicProblem } from '../problems/problem.js';
import { type Trace, traceOf } from './observing/trace-context.js';

const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT';
const STATUS_OF: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, [TOO_SLOW]: 408 };

const HEADERS = {
  'Content-Type': PROBLEM_JSON,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': API_POLICY,
  'X-Content-Type-Options': 'nosniff',
};

interface CodedError extends Error {
  readonly code?: string;
  readonly statusCode?: number;
}

/** Node offers the answer that is due next only under this name. Node's own handler of such errors reads it too. */
interface Connection extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/** Fastify options that answer requests which reach no route and no hook: broken HTTP and broken addresses. */
export function answerBrokenRequests(log: Logger, config: Config) {
  const refuse = (error: CodedError, status: number, id: string, trace: Trace = {}) => {
    log.info({ request: id, ...trace, route: 'broken', status, code: error.code }, 'answered');
    return { ...publicProblem(config.publicPath, generalProblem(status, instanceOf({ id }))), ...trace };
  };

  /** Answers that a refusal already waits for: a client that keeps sending triggers this handler with each broken piece. */
  const waitedFor = new WeakSet<ServerResponse>();

  /** Answers a request that the HTTP parser could not read or waited too long for, and closes the connection. */
  function clientErrorHandler(error: CodedError, socket: Connection): void {
    // A client that sent nothing may be sending now, and would take this refusal for the answer to its request.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesRead === 0) {
      socket.destroy();
      return;
    }
    const { _httpMessage: due } = socket;
    if (due?.req.complete) {
      // An earlier request is still in progress: the client would take this refusal for the answer to that one.
      if (!waitedFor.has(due)) due.once('close', () => clientErrorHandler(error, socket));
      waitedFor.add(due);
      return;
    }
    const problem = refuse(error, STATUS_OF[error.code ?? ''] ?? 400, randomUUID());
    const body = JSON.stringify(problem);
    const headers = { ...HEADERS, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, ...lines, '', body].join('\r\n'));
    // The request is not broken, only late. After a 408 it must never be executed.
    if (error.code === TOO_SLOW) socket.destroy();
  }

  return {
    clientErrorHandler,

    /** Addresses that the router cannot decode. */
    frameworkErrors(error: CodedError, request: FastifyRequest, reply: FastifyReply): void {
      const problem = refuse(error, error.statusCode ?? 400, request.id, traceOf(request.headers));
      const headers = { ...HEADERS, ...Object.fromEntries(originHeaders(request.raw, config)) };
      void reply.status(problem.status).headers(headers).send(JSON.stringify(problem));
    },
  };
}

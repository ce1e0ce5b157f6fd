import type { FastifyReply } from 'fastify';

/** The media type of Server-Sent Events (WHATWG HTML, section 9.2). */
export const EVENT_STREAM = 'text/event-stream';

/** Whether an answer goes on until somebody ends it. */
export const isEventStream = (reply: FastifyReply) => reply.getHeader('content-type') === EVENT_STREAM;

import type { FastifyReply } from 'fastify';

/** Sends a calendar (RFC 5545) with these headers. A refusal that comes before has none of them. */
export function calendarAnswer(reply: FastifyReply, text: string, headers: Readonly<Record<string, string>>): string {
  void reply.headers(headers).type('text/calendar; charset=utf-8');
  return text;
}

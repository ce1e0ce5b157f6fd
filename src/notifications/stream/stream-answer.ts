import type { FastifyReply } from 'fastify';
import { tokenEndOf } from '../../auth/access/access-tokens.service.js';
import type { AuthenticatedRequest } from '../../auth/access/principal.js';
import { EVENT_STREAM } from '../../wire/answers/event-stream.js';
import { lastEventIdOf } from './event-text.js';
import type { StreamsService } from './streams.service.js';

/** Answers with a stream. HEAD gets its headers alone. Errors: those of StreamsService.add. */
export async function answerWithStream(
  streams: StreamsService,
  { principal, headers, method }: AuthenticatedRequest,
  reply: FastifyReply,
): Promise<void> {
  const lastEventId = lastEventIdOf(headers['last-event-id']);
  const endsAt = tokenEndOf(headers.authorization ?? '');
  const stream = method === 'HEAD' ? '' : await streams.add({ principal, endsAt, lastEventId });
  await reply
    .headers({ 'Content-Type': EVENT_STREAM, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    .send(stream);
}

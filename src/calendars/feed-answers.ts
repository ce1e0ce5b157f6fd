import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Config } from '../config/config.js';
import { calendarAnswer } from '../wire/answers/calendar-answer.js';
import type { NewFeed } from './calendar-feeds.service.js';
import type { NewCalendarFeedDto } from './dto/calendar-feeds.dto.js';

/** Without PUBLIC_URL the address is the one at which this request came. */
export function withAddress(
  { secret, ...feed }: NewFeed,
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
): NewCalendarFeedDto {
  return { ...feed, url: `${publicUrl ?? `${protocol}://${host}`}/api/v1/calendars/${secret}.ics` };
}

/** The tag is of the text itself. Subscribers keep it and ask each time; what lies between them and us keeps nothing. */
export function feedAnswer(reply: FastifyReply, text: string): string {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  return calendarAnswer(reply, text, { ETag: etag, 'Cache-Control': 'private, no-cache' });
}

import type { CalendarKind } from '../../availability/busy-times/external-calendar.entity.js';
import { Choice, Instant, Int, Line, Text, Uuid } from '../../wire/fields/fields.js';
import { Url } from '../../wire/fields/url.js';

const STATES = ['waiting', 'working', 'failing'] as const;

const description = { max: 200, description: 'For people.', example: 'Private' };

/** A calendar that a coach keeps elsewhere. */
export class ExternalCalendarDto {
  @Uuid({ example: '6f1c7a52-0f3f-4a9e-9a55-2f6f5f6f0c12' })
  readonly id: string;

  @Choice(['feed', 'google'], 'ExternalCalendarKind', {
    description: '`feed`: an address that is read; `google`: connected both ways.',
    example: 'feed',
  })
  readonly kind: CalendarKind;

  @Line({ ...description, nullable: true })
  readonly description: string | null;

  @Line({ max: 300, nullable: true, description: 'Of the address, which is secret.', example: 'calendar.example.com' })
  readonly host: string | null;

  @Choice(STATES, 'ExternalCalendarState', {
    description: '`waiting`: not read yet; `failing`: what was read last still counts.',
    example: 'working',
  })
  readonly state: (typeof STATES)[number];

  @Text({ max: 500, nullable: true, description: 'Why it fails.', example: null })
  readonly fault: string | null;

  @Instant({ nullable: true, description: 'The first failure since the last success.', example: null })
  readonly failing_since: string | null;

  @Instant({ nullable: true, description: 'When it was last read.', example: '2026-11-28T09:00:00.000Z' })
  readonly fetched_at: string | null;

  @Int({ min: 0, description: 'Times from now on at which it makes busy.', example: 12 })
  readonly busy_times: number;

  @Int({ min: 0, description: 'Events that could not be read.', example: 0 })
  readonly left_out: number;

  @Instant({ example: '2026-11-28T09:00:00.000Z' })
  readonly created_at: string;
}

/** Body of `POST /coach/calendars/import`. */
export class ImportCalendarDto {
  @Url({
    description: 'Of an iCalendar feed; `https` or `webcal`. It is kept as a secret.',
    example: 'https://example.com/calendars/private.ics',
  })
  readonly url: string;

  @Line({ ...description, optional: true, nullable: true })
  readonly description?: string | null;
}

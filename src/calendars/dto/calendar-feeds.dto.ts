import { Choice, Instant, Int, Text } from '../../wire/fields/fields.js';
import { type Detail, DETAILS } from '../calendar-feed.entity.js';

const detail = {
  description: '`full`: names and place; `titles`: what it is, but no names; `busy`: nothing but the time.',
  example: 'titles',
};

/** An address to which calendars subscribe. */
export class CalendarFeedDto {
  @Int({ example: 1 })
  readonly id: number;

  @Choice(DETAILS, 'CalendarDetail', detail)
  readonly detail: Detail;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;
}

/** A new one, with its secret. */
export class NewCalendarFeedDto extends CalendarFeedDto {
  @Text({
    max: 500,
    description: 'Whoever knows it can read the calendar. It is shown this once.',
    example: 'https://api.example.com/api/v1/calendars/8K3nB2…zQ.ics',
  })
  readonly url: string;
}

/** Body of `POST /calendars`. */
export class MakeCalendarFeedDto {
  @Choice(DETAILS, 'CalendarDetail', detail)
  readonly detail: Detail;
}

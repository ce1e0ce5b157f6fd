import { Decimal, field, Instant } from '../../wire/fields/fields.js';
import { durationMillis } from '../domain/duration.js';

/** Body of `POST /dev/clock`. */
export class SetClockDto {
  @Instant({ optional: true, description: 'The time that it shall be.', example: '2027-03-22T10:00:00Z' })
  readonly now?: string;

  @field(
    advanceFault,
    { type: 'string' },
    {
      ...{ optional: true, always: true, example: 'PT2H' },
      description: 'How far the clock is put forward: an ISO 8601 duration of weeks, days, hours, minutes and seconds.',
    },
  )
  readonly advance?: string;
}

/** The time that the domain decides by, and how far it is ahead of real time. */
export class ClockDto {
  @Instant({ example: '2027-03-22T10:00:00.000Z' })
  readonly now: string;

  @Decimal({ example: 7200 })
  readonly ahead_seconds: number;
}

function advanceFault(advance: unknown, body: Partial<SetClockDto>): string | null {
  if ((advance === undefined) === (body.now === undefined)) return 'or now must be sent, and only one of them';
  if (advance === undefined) return null;
  const isDuration = typeof advance === 'string' && durationMillis(advance) !== null;
  return isDuration ? null : 'must be an ISO 8601 duration such as P1D or PT90M';
}

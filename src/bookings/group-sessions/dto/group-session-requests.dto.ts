import { Instant, Int } from '../../../wire/fields/fields.js';
import { TimePageQuery } from '../../../wire/lists/paging.js';
import { NotAfter, NotBefore, QueryDateOrInstant, QueryInt, QueryTimeZone } from '../../../wire/fields/query-fields.js';
import type { GroupSessionChange } from '../domain/group-session-change.js';
import { MOST_SEATS } from './group-sessions.dto.js';

/** Body of `POST /coach/group-sessions`. */
export class MakeGroupSessionDto {
  @Int({ description: 'One of my session types, with a capacity of at least 2.', example: 900_001 })
  readonly session_type_id: number;

  @Instant({ description: 'In the future; hours do not bind the coach.', example: '2027-06-16T17:00:00Z' })
  readonly starts_at: string;

  @Int({ max: MOST_SEATS, optional: true, description: 'Seats; default the capacity of the session type.', example: 6 })
  readonly capacity?: number;
}

/** Body of `PUT /coach/group-sessions/{id}`: only what is sent changes. */
export class ChangeGroupSessionDto {
  @Instant({ optional: true, description: 'A new start, in the future.', example: '2027-06-17T17:00:00Z' })
  readonly starts_at?: string;

  @Int({ max: MOST_SEATS, optional: true, description: 'Not below the seats that are taken.', example: 8 })
  readonly capacity?: number;

  toChange(): GroupSessionChange {
    const { starts_at, capacity } = this;
    return {
      ...(starts_at !== undefined && { startsAt: new Date(starts_at) }),
      ...(capacity !== undefined && { capacity }),
    };
  }
}

/** Filters of a coach's own list. */
export class GroupSessionsQuery extends TimePageQuery {
  @NotAfter('to')
  @QueryDateOrInstant({
    description: 'Only those that start from this day or moment on; default from now on.',
    example: '2027-01-01',
  })
  readonly from?: string;

  @NotBefore('from')
  @QueryDateOrInstant({
    description: 'Only those that start up to this day, included, or before this moment.',
    example: '2027-02-28',
  })
  readonly to?: string;

  @QueryTimeZone({ description: "The zone of the days; default the coach's, and UTC for several coaches." })
  readonly time_zone?: string;
}

/** Filters of the list for everybody. */
export class OfferedGroupSessionsQuery extends GroupSessionsQuery {
  @QueryInt({ description: 'Only those of this coach.', example: 3 })
  readonly coach_id?: number;
}

import { type Guard, guards } from './guard.js';

const CALENDARS = 'external-calendars';
const READING = 'test/calendars/busy-feed.spec.ts';

/** What calendars that coaches keep elsewhere make busy, for whom, and who sees what of them. */
export const EXTERNAL_CALENDAR_GUARDS: readonly Guard[] = [
  ...guards(
    'src/availability/domain/free-times.ts',
    ['busy-times', CALENDARS],
    [['busy times block', '[...sessions, ...busyElsewhere]', 'sessions']],
  ),
  ...guards(
    'src/bookings/domain/time-refusal.ts',
    ['busy-times'],
    [['a coach may book over busy times', `binding.includes('time-off') ? situation`, 'true ? situation']],
  ),
  ...guards(
    'src/bookings/times/free-coaches.service.ts',
    ['busy-times'],
    [['a coach who is busy elsewhere is not free', '${bookable} AND ${ELSEWHERE} AND', '${bookable} AND']],
  ),
  ...guards(
    'src/availability/schedules.service.ts',
    [CALENDARS],
    [['a new zone reads whole days anew', 'if (row.time_zone !== zone) await', 'if (false) await']],
  ),
  ...guards(
    'src/availability/busy-times/busy-times.service.ts',
    [CALENDARS],
    [['a fetch in the zone before counts for nothing', 'attempts = attempts + 1,', '']],
  ),
  ...guards(
    'src/calendars/import/external-calendars.service.ts',
    [CALENDARS],
    [
      ['a list has calendars of its reader', 'list.where(`c.coach_id = ${list.parameter(coachId)}`);', ''],
      [
        'a calendar is read anew for its coach',
        'WHERE c.coach_id = $1 AND c.id = $3',
        'WHERE $1::integer > 0 AND c.id = $3',
      ],
      ['a calendar is deleted by its coach', `.delete({ id, coachId, kind: 'feed' })`, `.delete({ id, kind: 'feed' })`],
      [
        'an inner address is refused',
        'const fault = this.client.faultOf(address);',
        'const fault = null as Error | null;',
      ],
      ['an address is kept sealed', 'this.secrets.seal(address, addressPlace(id))', 'address'],
    ],
  ),
  ...guards(
    'src/calendars/import/feed-fetcher.service.ts',
    [CALENDARS],
    [
      ['calendars of deactivated coaches rest', ' AND u.is_active', ''],
      ['a feed is read once a day, changed or not', `interval '1 day' THEN c.etag`, `interval '9 days' THEN c.etag`],
    ],
  ),
  ...guards(
    'src/calendars/import/feed-results.service.ts',
    [CALENDARS],
    [
      ['failing begins with the first failure', 'coalesce(failing_since, $4)', '$4'],
      ['only the last fetch counts', '{ id, attempts },', '{ id },'],
    ],
  ),
  ...guards(
    'src/calendars/import/feed-requests.service.ts',
    [CALENDARS],
    [['our own sessions do not come back', 'uid.endsWith(`@${installation}`)', 'uid === installation']],
  ),
  ...guards(
    'src/calendars/import/reading/event-lines.ts',
    [READING],
    [
      ['an alarm has no say', 'if (open.length === 2) lines.push(line);', 'lines.push(line);'],
      [
        'a calendar that is cut off is none',
        'if (open.length > 0 || calendars === 0)',
        'if (calendars === 0 && open.length === 0)',
      ],
    ],
  ),
  ...guards(
    'src/calendars/import/reading/event.ts',
    [READING],
    [
      ['cancelled events are free', `word('status') !== 'CANCELLED' &&`, ''],
      ['transparent events are free', `word('transp') !== 'TRANSPARENT' &&`, ''],
    ],
  ),
];

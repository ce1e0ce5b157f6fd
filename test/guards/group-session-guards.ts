import { type Guard, guards } from './guard.js';

const SESSIONS = 'group-sessions';
const SEATS = 'group-session-seats';
const MAILS = 'group-session-mails';
const FOLDER = 'src/bookings/group-sessions';

/** What keeps group sessions right besides PostgreSQL. */
export const GROUP_SESSION_GUARDS: readonly Guard[] = [
  ...guards(
    `${FOLDER}/seats.service.ts`,
    [SEATS],
    [['a seat is booked with the coach whose it is', 'g.id = $1 AND g.coach_id = $3', 'g.id = $1']],
  ),
  ...guards(
    `${FOLDER}/group-session-changes.service.ts`,
    [SESSIONS],
    [
      [
        'a group session is changed by its coach alone',
        'WHERE g.id = $1 AND g.coach_id = $2`;',
        'WHERE g.id = $1 AND $2 > 0`;',
      ],
      ['a move binds those who take part', "if (busy.length > 0) throw new TimeNotFreeError(['you-are-busy']);", ''],
      ['a booking without a time keeps no group session from moving', 'AND b.scheduled_at IS NOT NULL ', ''],
      ['a group session moves onto its own old time', 'row.kept_id === null ? [] : [row.kept_id]', '[]'],
    ],
  ),
  ...guards(
    `${FOLDER}/group-session-lists.service.ts`,
    [SESSIONS],
    [
      [
        'a group session is shown to its coach alone',
        'WHERE g.id = $1 AND g.coach_id = $2`;',
        'WHERE g.id = $1 AND $2 > 0`;',
      ],
      ['a cancelled group session is offered to nobody', "list.where('g.cancelled_at IS NULL');", ''],
      [
        'a list of a coach is their own',
        'list.where(`g.coach_id = ${list.parameter(coachId)}`);\n    return',
        'return',
      ],
    ],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    [SESSIONS],
    [['group sessions end with their coach', 'await this.endGroupSessionsOf(tx, userId);', '']],
  ),
  ...guards(
    'src/bookings/calendar/user-sessions.service.ts',
    [MAILS],
    [['a coach has one event for all seats', ' AND b.group_session_id IS NULL', '']],
  ),
  ...guards(
    'src/bookings/calendar/invitations.service.ts',
    [MAILS],
    [['a coach is invited to no seat', ' AND (b.group_session_id IS NULL OR b.client_id = r.id)', '']],
  ),
  ...guards(
    'src/notifications/letters/reminder-letters.service.ts',
    [MAILS],
    [['the list of the day names no seats', 'AND b.group_session_id IS NULL', '']],
  ),
];

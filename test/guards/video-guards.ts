import { type Guard, guards, TABLES } from './guard.js';
import { check, references } from './table-constraints.js';

/** Who enters the room of a session, and when. */
export const VIDEO_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/041-add-video.ts',
    [TABLES],
    [
      check('session_types_location_kind', `location_kind IN ('in_person', 'video', 'phone')`),
      check('schedules_video_link', `video_link ~ '^https://' AND char_length(video_link) <= 2000`),
      references('video_rooms_booking_id_fkey', 'booking_id', 'bookings'),
      references('video_rooms_group_session_id_fkey', 'group_session_id', 'group_sessions'),
      ['video_rooms_booking_id_key', 'UNIQUE (booking_id)', 'CHECK (room IS NOT NULL)'],
      ['video_rooms_pkey', 'PRIMARY KEY (room)', 'CHECK (room IS NOT NULL)'],
      check('video_rooms_of_one', 'num_nonnulls(booking_id, group_session_id) = 1'),
      check('video_rooms_room_is_long', 'char_length(room) BETWEEN 22 AND 100'),
    ],
  ),
  ...guards(
    'migrations/041-add-video.ts',
    ['video'],
    [['video_rooms_group_session_id_key', 'UNIQUE (group_session_id)', 'CHECK (room IS NOT NULL)']],
  ),
  ...guards(
    'src/video/video.service.ts',
    ['video'],
    [
      [
        'nobody else enters a session',
        'if (!isCoach && booking.client_id !== me.id) throw new NotYourBookingError();',
        '',
      ],
      ['a room is entered when it is open', `if (state !== 'open') {`, `if (state === 'over') {`],
    ],
  ),
];

import type { HeldTables } from './held-table.js';

const OF_CALENDAR = `calendar_id IN (SELECT g.calendar_id FROM google_calendars g WHERE g.coach_id = $1)`;
const WHY = 'So that Google Calendar shows the sessions, and its appointments make the coach busy.';
const KEPT = 'Until the coach disconnects Google Calendar.';

/** Google Calendar, for coaches who connect it. */
export const GOOGLE: HeldTables = {
  google_authorisations: {
    holds: 'The question to Google whether a coach agrees.',
    why: WHY,
    kept: 'Minutes, until Google has answered.',
    whose: [{ who: 'the coach', rows: 'coach_id = $1' }],
    deletion: 'deleted',
    columns: { coach_id: 'person', state_hash: 'secret', verifier: 'secret', expires_at: 'none' },
  },
  google_calendars: {
    holds: 'The permission of a coach, sealed, and how far their calendar was read.',
    why: WHY,
    kept: KEPT,
    whose: [{ who: 'the coach', rows: 'coach_id = $1' }],
    deletion: 'deleted',
    columns: {
      ...{ calendar_id: 'key', coach_id: 'person', refresh_token: 'secret', is_disconnected: 'none' },
      ...{ sync_token: 'secret', read_fully_at: 'none', due_at: 'none', attempts: 'none' },
    },
  },
  google_busy_events: {
    holds: 'When an appointment at Google makes a coach busy, without saying why.',
    why: WHY,
    kept: KEPT,
    whose: [
      {
        ...{ who: 'the coach', rows: OF_CALENDAR, file: 'coaching/google-busy-times' },
        explained: 'when appointments in your Google Calendar make you busy',
      },
    ],
    deletion: 'deleted',
    order: 'starts_at, event_id',
    columns: { calendar_id: 'key', event_id: 'data', starts_at: 'data', ends_at: 'data' },
  },
  google_events: {
    holds: 'Which session is which appointment at Google.',
    why: WHY,
    kept: KEPT,
    whose: [
      {
        ...{ who: 'the coach', rows: OF_CALENDAR, file: 'coaching/google-events' },
        explained: 'which of your sessions is which appointment in your Google Calendar',
      },
    ],
    deletion: 'deleted',
    order: 'subject_kind, subject_id',
    columns: {
      ...{ calendar_id: 'key', subject_kind: 'key', subject_id: 'key', event_id: 'data', etag: 'none' },
      ...{ starts_at: 'data', ends_at: 'data', wanted: 'none', due_at: 'none', attempts: 'none', failures: 'none' },
    },
  },
  google_conflicts: {
    holds: 'Sessions whose appointment the coach moved or deleted at Google.',
    why: 'So that the coach decides what is to be done.',
    kept: 'Until the coach has decided.',
    whose: [
      {
        ...{ who: 'the coach', rows: OF_CALENDAR, file: 'coaching/google-conflicts' },
        explained: 'sessions whose appointment you moved or deleted in your Google Calendar',
      },
    ],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', calendar_id: 'key', subject_kind: 'key', subject_id: 'key', google_starts_at: 'data' },
      ...{ google_ends_at: 'data', etag: 'none', seen_at: 'data' },
    },
  },
  google_revocations: {
    holds: 'Permissions that are to be given back to Google, sealed.',
    why: 'So that no permission is left when a coach disconnects or is deleted.',
    kept: 'Until Google has taken it back, at most a few days.',
    whose: [{ who: 'the coach', rows: 'coach_id = $1' }],
    deletion: { refresh_token: 'without it we cannot give the permission back; then the row is deleted' },
    columns: { id: 'none', coach_id: 'person', refresh_token: 'secret', due_at: 'none', attempts: 'none' },
  },
};

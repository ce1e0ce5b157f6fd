import type { HeldTables } from './held-table.js';

const NO_TEXT = 'it holds ids and times, and its ids lead to an empty row; old events are deleted';

const YEAR = 'A year, unless RETENTION_… says otherwise.';

/** What happened, and who was told of it. */
export const MESSAGES: HeldTables = {
  events: {
    holds: 'What happened to bookings, waitlists and accounts: ids, statuses and times.',
    why: 'So that people, calendars and connected systems are told.',
    kept: YEAR,
    whose: [
      {
        ...{
          who: 'the user',
          rows: `(actor_id = $1 OR subject_kind = 'account' AND subject_id = $1)`,
          file: 'activity',
        },
        explained: 'what you did, and what was done to your account, in the last year',
      },
    ],
    deletion: { type: NO_TEXT, subject_kind: NO_TEXT, actor_role: NO_TEXT, at: NO_TEXT },
    order: 'id',
    columns: {
      ...{ id: 'key', type: 'data', subject_kind: 'data', subject_id: 'person', sequence: 'none', actor_id: 'person' },
      ...{ actor_role: 'data', at: 'data', data: 'person', due_at: 'none', deed: 'none' },
    },
  },
  notifications: {
    holds: 'Notifications in the application.',
    why: 'To tell people what happened.',
    kept: YEAR,
    whose: [
      {
        ...{ who: 'the user', rows: 'user_id = $1', file: 'notifications' },
        explained: 'what the application told you, and when you read it',
      },
    ],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', user_id: 'person', event_id: 'key', message: 'data', created_at: 'data', read_at: 'data' },
    },
  },
  deliveries: {
    holds: 'Mails that were sent or are to be sent: which one, to whom, when. Their text is not kept.',
    why: 'So that each mail arrives once, and a failure comes to light.',
    kept: YEAR,
    whose: [
      {
        ...{ who: 'the user', rows: 'recipient_id = $1', file: 'mails' },
        explained: 'which mails we sent you, and when',
      },
    ],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', channel: 'data', message: 'data', key: 'person', recipient_id: 'person', data: 'person' },
      ...{ status: 'data', attempts: 'none', created_at: 'data', due_at: 'none', expires_at: 'none' },
      ...{ finished_at: 'data', detail: 'data' },
    },
  },
  webhooks: {
    holds: 'Addresses of systems that a coach or the platform connected.',
    why: 'So that these systems are told of events.',
    kept: 'Until their owner deletes them.',
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/webhooks' },
        explained: 'systems that you connected, without their secrets',
      },
    ],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', coach_id: 'person', url: 'data', types: 'data', description: 'data', secret: 'secret' },
      ...{ previous_secret: 'secret', previous_secret_until: 'data', is_active: 'data', off_because: 'data' },
      ...{ failing_since: 'data', created_at: 'data', updated_at: 'data' },
    },
  },
  webhook_deliveries: {
    holds: 'Messages to these systems, and what they answered.',
    why: 'So that each message arrives once, and a failure comes to light.',
    kept: YEAR,
    whose: [
      {
        ...{ who: 'the coach', rows: 'webhook_id IN (SELECT w.id FROM webhooks w WHERE w.coach_id = $1)' },
        ...{ file: 'coaching/webhook-messages' },
        explained: 'messages to systems that you connected, without their text, which names clients by their ids',
      },
    ],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', webhook_id: 'key', message_id: 'key', event_id: 'key', type: 'data', body: 'person' },
      ...{ status: 'data', attempts: 'data', attempts_before: 'none', due_at: 'none', tried_at: 'data' },
      ...{ answered: 'data', answer: 'data', fault: 'data', created_at: 'data', finished_at: 'data' },
    },
  },
};

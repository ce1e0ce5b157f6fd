import { insert } from './insert.js';
import { row, SESSION_ID, type TryoutWorld } from './tryout-world.js';

const CALENDAR_ID = '6f1c7a52-0f3f-4a9e-9a55-2f6f5f6f0c12';
const GOOGLE_ID = '6f1c7a52-0f3f-4a9e-9a55-2f6f5f6f0c13';

/** Endpoints that nobody reaches, of the coach and of the platform, and a message to each that failed. */
export async function addWebhooks({ client, calendar, coach }: TryoutWorld): Promise<void> {
  const at = calendar.past(-2, 9);
  const endpoint = {
    url: 'https://receiver.invalid/hooks',
    types: ['webhook.switched_off'],
    secret: 'none',
    is_active: true,
  };
  const failed = {
    type: 'webhook.test',
    body: '{}',
    status: 'failed',
    attempts: 10,
    answered: 500,
    answer: 'To try out.',
  };
  const idOf = (n: number) => SESSION_ID.replace('9b2f7d5e', `9b2f7d6${n % 10}`);
  for (const [id, coach_id] of [[row(2), coach] as const, [row(3), null] as const]) {
    await insert(client, 'webhooks', [{ id, coach_id, ...endpoint, created_at: at, updated_at: at }]);
    await insert(client, 'webhook_deliveries', [
      { id, webhook_id: id, message_id: idOf(id), ...failed, created_at: at, due_at: at, finished_at: at },
    ]);
  }
}

/** A calendar that the coach keeps elsewhere. Nothing is fetched, since no key opens its address. */
export async function addExternalCalendar({ client, calendar, coach: coach_id }: TryoutWorld): Promise<void> {
  const feed = { kind: 'feed', number: 1, description: 'To try out', address: 'none', host: 'calendar.invalid' };
  const counts = { attempts: 0, failures: 0, left_out: 0 };
  const times = { next_fetch_at: calendar.at(365, 0), created_at: calendar.past(-2, 9) };
  await insert(client, 'external_calendars', [{ id: CALENDAR_ID, coach_id, ...feed, ...counts, ...times }]);
}

/** A Google calendar whose permission was taken back, so that nobody asks Google; the coach deleted the event of a session there. */
export async function addGoogleCalendar({ client, calendar, coach: coach_id }: TryoutWorld): Promise<void> {
  const [created_at, at] = [calendar.past(-2, 9), calendar.past(-1, 9)];
  const broken = { failing_since: at, fault: 'google-disconnected', attempts: 0, failures: 1, left_out: 0 };
  const shown = { kind: 'google', host: 'calendar.google.com', next_fetch_at: at, created_at };
  await insert(client, 'external_calendars', [{ id: GOOGLE_ID, coach_id, ...shown, ...broken }]);
  const lost = { refresh_token: 'none', is_disconnected: true, due_at: at, attempts: 0 };
  await insert(client, 'google_calendars', [{ calendar_id: GOOGLE_ID, coach_id, ...lost }]);
  const event = { calendar_id: GOOGLE_ID, subject_kind: 'booking', subject_id: row(1) };
  const counts = { wanted: 1, attempts: 1, failures: 0 };
  await insert(client, 'google_events', [{ ...event, event_id: `booking${row(1)}`, ...counts }]);
  await insert(client, 'google_conflicts', [{ ...event, id: row(1), etag: '', seen_at: at }]);
}

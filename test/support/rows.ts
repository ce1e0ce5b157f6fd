import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.js';

/** Inserts a row with plain SQL and returns its id. */
export async function insert(app: TestApp, table: string, row: object): Promise<number> {
  const columns = Object.keys(row).join(', ');
  const [inserted] = await app.sql<{ id: number }>(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1) RETURNING id`,
    [JSON.stringify(row)],
  );
  return inserted!.id;
}

/** A row of deliveries that rests as failed. */
export const failedDelivery = () => ({
  ...{ channel: 'mail', message: 'account.welcome', key: randomUUID(), data: {}, status: 'failed', attempts: 11 },
  ...{ created_at: '2026-11-01T09:00:00Z', due_at: '2026-11-01T09:00:00Z', finished_at: '2026-11-05T09:00:00Z' },
});

/** A row of webhooks: an endpoint that nobody reaches. */
export const webhookOf = (coachId: number | null) => ({
  ...{ coach_id: coachId, url: 'https://receiver.invalid/hooks', types: ['webhook.switched_off'], secret: 'none' },
  ...{ is_active: true, created_at: '2026-11-01T09:00:00Z', updated_at: '2026-11-01T09:00:00Z' },
});

/** A row of webhook_deliveries: a message that failed. */
export const webhookDelivery = (webhookId: number) => ({
  ...{ webhook_id: webhookId, message_id: randomUUID(), type: 'webhook.test', body: '{}', status: 'failed' },
  ...{ attempts: 10, attempts_before: 0, answered: 500, answer: 'broken', due_at: '2026-11-05T09:00:00Z' },
  ...{ created_at: '2026-11-01T09:00:00Z', finished_at: '2026-11-05T09:00:00Z' },
});

/** A row of notifications, of the last event of a booking. */
export async function notificationOf(app: TestApp, userId: number) {
  const [event] = await app.sql<{ id: number }>(
    `SELECT max(id)::integer AS id FROM events WHERE subject_kind = 'booking'`,
  );
  return { user_id: userId, event_id: event!.id, message: 'booking.requested', created_at: '2026-11-01T09:00:00Z' };
}

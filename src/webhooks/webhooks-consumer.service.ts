import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import type { Deed } from '../outbox/events.js';
import { type Consumer, Outbox } from '../outbox/outbox.service.js';
import { bodyOf, isTold, type Subscription } from './domain/message.js';

/** Endpoints of coaches are silent while the account is deactivated. */
const ACTIVE = `
  SELECT w.id, w.coach_id AS "coachId", w.types FROM webhooks w LEFT JOIN users u ON u.id = w.coach_id
   WHERE w.is_active AND (w.coach_id IS NULL OR u.is_active)`;

/** Once for each event and endpoint: a deed that is handled again adds nothing. */
const ENQUEUE = `
  INSERT INTO webhook_deliveries (webhook_id, message_id, event_id, type, body, created_at, due_at)
  SELECT w.id, gen_random_uuid(), event_id, type, body, $5, $5
    FROM unnest($1::integer[], $2::bigint[], $3::text[], $4::text[]) AS told (webhook_id, event_id, type, body)
    JOIN webhooks w ON w.id = webhook_id
   ORDER BY w.id, event_id
      ON CONFLICT (webhook_id, event_id) DO NOTHING`;

/** What waits for a deactivated coach would wait for ever. It can be sent again by hand. */
const SILENCE = `
  UPDATE webhook_deliveries d SET status = 'failed', finished_at = $2, fault = 'off'
    FROM webhooks w JOIN users u ON u.id = w.coach_id
   WHERE w.coach_id = ANY ($1) AND NOT u.is_active AND d.webhook_id = w.id AND d.status = 'waiting'`;

const FORGET = `DELETE FROM webhooks WHERE coach_id = $1`;

type Endpoint = Subscription & { readonly id: number };

/** Writes a message for each endpoint that an event concerns, in the transaction that handles the event. */
@Injectable()
export class WebhooksConsumerService implements Consumer, OnModuleInit {
  constructor(private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    const events = deeds.flat();
    const changed = events.filter(({ type }) => type === 'account.changed').map(({ subjectId }) => subjectId);
    if (changed.length > 0) await tx.rows(SILENCE, [changed, now]);
    const endpoints = await tx.rows<Endpoint>(ACTIVE);
    const told = events.flatMap((event) => {
      const concerned = endpoints.filter((endpoint) => isTold(endpoint, event));
      return concerned.map(({ id }) => ({ webhook: id, event: event.id, type: event.type, body: bodyOf(event) }));
    });
    if (told.length === 0) return;
    const columns = [
      told.map(({ webhook }) => webhook),
      told.map(({ event }) => event),
      told.map(({ type }) => type),
      told.map(({ body }) => body),
    ];
    await tx.rows(ENQUEUE, [...columns, now]);
  }

  /** Their deliveries go with them. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(FORGET, [userId]);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Outbox } from '../../outbox/outbox.service.js';
import type { Outcome } from '../domain/outcome.js';
import type { OffReason } from '../webhook.entity.js';

/** Nothing but failures for so long switches an endpoint off. */
const PATIENCE_DAYS = 5;

const WORKED = `UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL`;

const FAILED = `
  UPDATE webhooks SET failing_since = coalesce(failing_since, $2) WHERE id = $1 AND is_active
  RETURNING failing_since <= $2::timestamptz - make_interval(days => ${PATIENCE_DAYS}) AS "isHopeless"`;

const SWITCH_OFF = `
  UPDATE webhooks SET is_active = false, off_because = $2, updated_at = $3 WHERE id = $1 AND is_active
  RETURNING coach_id AS "coachId", url`;

/** What waits for an endpoint that is off would wait for ever. It can be sent again by hand. */
const DROP = `
  UPDATE webhook_deliveries SET status = 'failed', finished_at = $2, fault = 'off' WHERE webhook_id = $1 AND status = 'waiting'`;

/** The coach; or all admins, who share the endpoints of the platform. */
const OWNERS = `SELECT id FROM users WHERE is_active AND CASE WHEN $1::integer IS NULL THEN role = 'admin' ELSE id = $1 END`;

/** Whether endpoints work: one that fails too long, or wants no more, is switched off, and its owner is told. */
@Injectable()
export class WebhookStatesService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async note(id: number, { kind }: Outcome, at: Date): Promise<void> {
    if (kind === 'done') {
      await this.database.rows(WORKED, [id]);
    } else if (kind === 'gone') {
      await this.switchOff(id, 'gone', at);
    } else {
      const [state] = await this.database.rows<{ isHopeless: boolean }>(FAILED, [id, at]);
      if (state?.isHopeless === true) await this.switchOff(id, 'failing', at);
    }
  }

  private async switchOff(id: number, reason: OffReason, at: Date): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [off] = await tx.rows<{ coachId: number | null; url: string }>(SWITCH_OFF, [id, reason, at]);
      if (!off) return;
      await tx.rows(DROP, [id, at]);
      const told = { host: new URL(off.url).host, reason };
      await this.outbox.record(tx, {
        ...{ type: 'webhook.switched_off', subjectKind: 'webhook', subjectId: id, actor: { id: null, role: 'system' } },
        data: { coach_id: off.coachId, ...told },
      });
      const owners = await tx.rows<{ id: number }>(OWNERS, [off.coachId]);
      const mails = owners.map((owner) => ({
        ...{ channel: 'mail' as const, message: 'webhook.switched-off', recipientId: owner.id, data: told },
        key: `webhook ${id} off ${at.getTime()} ${owner.id}`,
      }));
      await this.outbox.enqueue(tx, mails, at);
    });
  }
}

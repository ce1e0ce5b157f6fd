import { Outbox } from '../../src/outbox/outbox.service.js';
import type { TestApp } from './app.js';

/** A mail that waits to be sent. */
interface WaitingMail {
  readonly message: string;
  readonly recipient_id: number | null;
  readonly data: { readonly link_id?: string };
}

/** From now on mails are written, and wait: nothing sends them. */
export function keepMails({ nest }: TestApp): void {
  nest.get(Outbox).open({ name: 'mail', atOnce: 1, deliver: () => Promise.reject(new Error('not sent in this test')) });
}

/** The mails that wait for a user, or for nobody whom we know, oldest first. */
export function waitingMails(app: TestApp, recipientId: number | null): Promise<WaitingMail[]> {
  return app.sql<WaitingMail>(
    `SELECT message, recipient_id, data FROM deliveries
      WHERE channel = 'mail' AND status = 'waiting' AND recipient_id IS NOT DISTINCT FROM $1 ORDER BY id`,
    [recipientId],
  );
}

import { randomUUID } from 'node:crypto';
import type { Effect } from '../../outbox/events.js';

/** What somebody must learn about their account is worth a try for so long. */
const NOTICE_MS = 72 * 3_600_000;

interface LinkToSend {
  readonly id: string;
  readonly expiresAt: Date;
}

/** The mail that carries a link. It is not sent once the link has expired. `recipientId` is null until somebody looks. */
export const linkMail = (
  message: 'account.welcome' | 'account.verify-email' | 'account.password-reset' | 'account.email-confirm',
  { id, expiresAt }: LinkToSend,
  recipientId: number | null,
): Effect => ({ channel: 'mail', message, key: `${message} ${id}`, recipientId, data: { link_id: id }, expiresAt });

/** A mail to the address that an account had when another one was asked for. */
export const oldAddressMail = (
  message: 'account.email-asked' | 'account.email-changed',
  linkId: string,
  recipientId: number,
  now: Date,
): Effect => ({
  ...{ channel: 'mail', message, key: `${message} ${linkId}`, recipientId, data: { link_id: linkId } },
  expiresAt: new Date(now.getTime() + NOTICE_MS),
});

export const passwordChangedMail = (recipientId: number, now: Date): Effect => ({
  ...{ channel: 'mail', message: 'account.password-changed', recipientId, data: {} },
  key: `account.password-changed ${randomUUID()}`,
  expiresAt: new Date(now.getTime() + NOTICE_MS),
});

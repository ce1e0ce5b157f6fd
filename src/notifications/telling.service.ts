import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LOCK_KEYS } from '../database/lock-keys.js';
import type { Transaction } from '../database/database.js';
import type { Deed, Effect } from '../outbox/events.js';
import { type Consumer, Outbox } from '../outbox/outbox.service.js';
import { type AccountTelling, accountTellingsOf } from './domain/account-telling.js';
import { type BookingEvent, type DeedMail, mailsOf, tellingsOf } from './domain/telling.js';
import { type WaitEvent, waitMailsOf, type WaitTelling, waitTellingsOf } from './domain/wait-telling.js';

/**
 * Each user's notifications are written one transaction after the other, so that their ids are in the order of commits: a stream
 * that goes on after an id misses none.
 */
const TAKE_TURNS = `
  SELECT pg_advisory_xact_lock(${LOCK_KEYS.notifications}, id) FROM (SELECT DISTINCT unnest($1::integer[]) AS id ORDER BY id) users`;

/** A deleted user gets none. The lock waits for a deletion that is under way. */
const NOTIFY = `
  WITH alive AS MATERIALIZED (
    SELECT u.id FROM users u WHERE u.id = ANY ($1) AND u.deleted_at IS NULL ORDER BY u.id FOR KEY SHARE
  )
  INSERT INTO notifications (user_id, event_id, message, created_at)
  SELECT user_id, event_id, message, e.at
    FROM unnest($1::integer[], $2::bigint[], $3::text[]) AS told (user_id, event_id, message)
    JOIN alive ON alive.id = user_id JOIN events e ON e.id = event_id ORDER BY event_id
      ON CONFLICT (event_id, user_id) DO NOTHING`;

const FORGET = `DELETE FROM notifications WHERE user_id = $1`;

/** A notification that is to be written. */
interface Notice {
  readonly userId: number;
  readonly eventId: number;
  readonly message: string;
}

/** Tells people what happened to their bookings and on waitlists: in the application, and by mail. */
@Injectable()
export class TellingService implements Consumer, OnModuleInit {
  constructor(private readonly outbox: Outbox) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    const told = deeds.map((deed) => tellingsOf(eventsOf(deed, 'booking') as unknown as BookingEvent[]));
    const waits = deeds.flatMap((deed) => waitTellingsOf(eventsOf(deed, 'waitlist_entry') as unknown as WaitEvent[]));
    const accounts = deeds.flatMap((deed) => accountTellingsOf(eventsOf(deed, 'account')));
    await this.notify(tx, [...told.flat().filter(({ byApp }) => byApp), ...waits, ...accounts]);
    const mails = [...told.flatMap(mailsOf).map(effectOf), ...waits.flatMap(waitEffectsOf)];
    await this.outbox.enqueue(tx, [...mails, ...accounts.map(accountEffectOf)], now);
  }

  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(FORGET, [userId]);
  }

  /** In the application. Of one event a person gets one notification. */
  async notify(tx: Transaction, tellings: readonly Notice[]): Promise<void> {
    if (tellings.length === 0) return;
    const users = tellings.map(({ userId }) => userId);
    await tx.rows(TAKE_TURNS, [users]);
    const [events, messages] = [tellings.map(({ eventId }) => eventId), tellings.map(({ message }) => message)];
    await tx.rows(NOTIFY, [users, events, messages]);
  }
}

const eventsOf = (deed: Deed, kind: Deed[number]['subjectKind']) =>
  deed.filter(({ subjectKind }) => subjectKind === kind);

function effectOf({ userId, message, eventIds }: DeedMail): Effect {
  const [first = 0] = eventIds;
  return { channel: 'mail', message, key: `deed ${first} ${userId}`, recipientId: userId, data: { events: eventIds } };
}

function waitEffectsOf(telling: WaitTelling): Effect[] {
  const { userId: recipientId, eventId } = telling;
  return waitMailsOf(telling).map((mail) => ({
    ...{ channel: 'mail', ...mail, key: `${mail.message} ${eventId}`, recipientId, data: { events: [eventId] } },
  }));
}

const accountEffectOf = ({ userId, message, eventId, expiresAt }: AccountTelling): Effect => ({
  ...{ channel: 'mail', message, key: `${message} ${eventId}`, recipientId: userId, data: { expires_at: expiresAt } },
  expiresAt: new Date(expiresAt),
});

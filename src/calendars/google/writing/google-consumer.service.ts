import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../../database/database.js';
import type { Deed, Event } from '../../../outbox/events.js';
import { type Consumer, Outbox } from '../../../outbox/outbox.service.js';
import { GoogleClient } from '../api/google-client.js';
import { MARK_CHANGED } from './marked-events.js';

/** Deactivated coaches, and those who are coaches no more. A trigger gives the permission back to Google. */
const DISCONNECT = `
  DELETE FROM external_calendars c USING users u
   WHERE c.coach_id = ANY ($1) AND c.kind = 'google' AND u.id = c.coach_id AND NOT (u.is_active AND u.role = 'coach')`;
const FORGET = `DELETE FROM external_calendars WHERE coach_id = $1 AND kind = 'google'`;
const FORGET_CONSENT = `DELETE FROM google_authorisations WHERE coach_id = $1`;

/** Notes, in the transaction that handles an event, that a session must be written to Google. */
@Injectable()
export class GoogleConsumerService implements Consumer, OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly client: GoogleClient,
  ) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    const events = deeds.flat();
    const accounts = idsOf(events, ({ type }) => type === 'account.changed');
    if (accounts.length > 0) await tx.rows(DISCONNECT, [accounts]);
    if (!this.client.isOn) return;
    const bookings = idsOf(
      events,
      ({ subjectKind, type }) => subjectKind === 'booking' && type !== 'booking.completed',
    );
    const groupSessions = idsOf(events, ({ subjectKind }) => subjectKind === 'group_session');
    if (bookings.length + groupSessions.length > 0) await tx.rows(MARK_CHANGED, [now, bookings, groupSessions]);
  }

  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(FORGET, [userId]);
    await tx.rows(FORGET_CONSENT, [userId]);
  }
}

const idsOf = (events: readonly Event[], isWanted: (event: Event) => boolean) =>
  events.filter(isWanted).map(({ subjectId }) => subjectId);

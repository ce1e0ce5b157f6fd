import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import type { Deed, Effect, Event } from '../../outbox/events.js';
import { type Consumer, Outbox } from '../../outbox/outbox.service.js';
import { TellingService } from '../telling.service.js';
import {
  expiryReminderAt,
  type PaymentEvent,
  paymentReminderAt,
  type PaymentTelling,
  paymentTellingsOf,
} from './domain/payment-telling.js';

/** Of the bookings `$1` those of series that are still to be paid. Of others the mail about the booking says so. */
const TO_PAY = `
  SELECT b.id, b.client_id, b.pay_until FROM bookings b
   WHERE b.id = ANY ($1::integer[]) AND b.series_id IS NOT NULL AND b.pay_until > $2`;

const EXPIRING = `
  SELECT p.id, p.client_id, p.paid_at, p.expires_at FROM pack_purchases p
   WHERE p.id = ANY ($1::integer[]) AND p.expires_at IS NOT NULL AND p.paid_at IS NOT NULL`;

interface ToPay {
  readonly id: number;
  readonly client_id: number;
  readonly pay_until: string;
}

interface Expiring {
  readonly id: number;
  readonly client_id: number;
  readonly paid_at: string;
  readonly expires_at: string;
}

const hasTime = ({ type }: Event) => type === 'booking.requested' || type === 'booking.moved';

/** Tells people of payments: in the application, and by mail; and reminds clients of what they must pay or use soon. */
@Injectable()
export class PaymentTellingService implements Consumer, OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly telling: TellingService,
  ) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    const events = deeds.flat();
    const payments = events.filter(({ subjectKind }) => subjectKind === 'payment') as unknown as PaymentEvent[];
    const tellings = payments.flatMap(paymentTellingsOf);
    await this.telling.notify(
      tx,
      tellings.filter(({ byApp }) => byApp),
    );
    const reminders = [
      ...(await this.toPay(tx, events.filter(hasTime), now)),
      ...(await this.toUse(
        tx,
        payments.filter(({ type }) => type === 'payment.received'),
      )),
    ];
    await this.outbox.enqueue(tx, [...tellings.map(mailOf), ...reminders], now);
  }

  private async toPay(tx: Transaction, events: readonly Event[], now: Date): Promise<Effect[]> {
    if (events.length === 0) return [];
    const rows = await tx.rows<ToPay>(TO_PAY, [events.map(({ subjectId }) => subjectId), now]);
    return rows.map(({ id, client_id, pay_until }) => ({
      ...{ channel: 'mail', message: 'payment.due', key: `pay ${id} ${pay_until}`, recipientId: client_id },
      ...{ data: { booking_id: id, pay_until }, dueAt: paymentReminderAt(new Date(pay_until)) },
      expiresAt: new Date(pay_until),
    }));
  }

  private async toUse(tx: Transaction, payments: readonly PaymentEvent[]): Promise<Effect[]> {
    const bought = payments.flatMap(({ data }) => (data.purchase_id === null ? [] : [data.purchase_id]));
    if (bought.length === 0) return [];
    const rows = await tx.rows<Expiring>(EXPIRING, [bought]);
    return rows.flatMap(({ id, client_id, paid_at, expires_at }): Effect[] => {
      const dueAt = expiryReminderAt(new Date(paid_at), new Date(expires_at));
      if (dueAt === null) return [];
      return [
        {
          ...{ channel: 'mail', message: 'credits.expiring', key: `expiring ${id}`, recipientId: client_id },
          ...{ data: { purchase_id: id }, dueAt, expiresAt: new Date(expires_at) },
        },
      ];
    });
  }
}

const mailOf = ({ userId, message, eventId }: PaymentTelling): Effect => ({
  ...{ channel: 'mail', message, key: `${message} ${eventId} ${userId}`, recipientId: userId },
  data: { events: [eventId] },
});

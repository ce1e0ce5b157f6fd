import { Injectable } from '@nestjs/common';
import type { Delivery } from '../../outbox/channel.js';
import type { WebhookFacts } from '../messages/facts.js';
import { isMessageName } from '../messages/messages.js';
import { AccountLettersService } from './account-letters.service.js';
import { BookingLettersService } from './booking-letters.service.js';
import { EventLettersService } from './event-letters.service.js';
import type { Composed } from './letter.js';
import { type DueData, PaymentLettersService } from './payment-letters.service.js';
import { type ReminderData, ReminderLettersService } from './reminder-letters.service.js';

/** Writes the mail of a delivery as things are when it is sent. */
@Injectable()
export class LettersService {
  constructor(
    private readonly bookings: BookingLettersService,
    private readonly reminders: ReminderLettersService,
    private readonly events: EventLettersService,
    private readonly payments: PaymentLettersService,
    private readonly accounts: AccountLettersService,
  ) {}

  compose({ message, recipientId, data, createdAt }: Delivery, now: Date): Promise<Composed> {
    if (!isMessageName(message)) throw new Error(`There is no message ${message}.`);
    const userId = recipientId ?? 0;
    const linkId = String(data['link_id']);
    switch (message) {
      case 'booking.reminder':
        return this.reminders.reminder(userId, data as unknown as ReminderData, now);
      case 'coach.day':
        return this.reminders.day(userId, String(data['date']), now);
      case 'waitlist.offered':
      case 'waitlist.lapsing':
      case 'waitlist.lapsed':
      case 'waitlist.skipped':
      case 'attendance.no-show':
      case 'attendance.contested':
      case 'attendance.decided':
      case 'payment.received':
      case 'payment.returned':
      case 'payment.refunded':
      case 'review.invited':
      case 'review.created':
      case 'review.replied':
      case 'review.reported':
      case 'review.removed':
        return this.events.compose(message, userId, (data['events'] as number[])[0] ?? 0, now);
      case 'payment.due':
        return this.payments.due(userId, data as unknown as DueData, now);
      case 'credits.expiring':
        return this.payments.expiring(userId, Number(data['purchase_id']), now);
      case 'account.welcome':
      case 'account.verify-email':
      case 'account.password-reset':
      case 'account.email-confirm':
        return this.accounts.withLink(message, linkId);
      case 'account.email-asked':
      case 'account.email-changed':
        return this.accounts.toOldAddress(message, linkId, new Date(createdAt));
      case 'account.password-changed':
        return this.accounts.passwordChanged(userId, new Date(createdAt));
      case 'account.export-ready':
        return this.accounts.exportReady(userId, new Date(String(data['expires_at'])));
      case 'webhook.switched-off':
        return this.accounts.webhookSwitchedOff(userId, data as unknown as WebhookFacts);
      case 'booking.requested':
      case 'booking.confirmed':
      case 'booking.declined':
      case 'booking.moved':
      case 'booking.cancelled':
      case 'booking.expired':
      case 'bookings.changed':
        return this.bookings.compose(userId, data['events'] as number[]);
    }
  }
}

import type { WebhookType } from '@vibe-coaching/client';
import type { Texts } from '../../texts/texts.js';

type EventName = Exclude<WebhookType, '*'>;
type Kind = keyof Texts['admin']['webhooks']['kinds'];

/** All events that an endpoint can ask for: one that is missing does not compile. */
const EVENTS: Readonly<Record<EventName, Kind>> = {
  'booking.requested': 'booking',
  'booking.confirmed': 'booking',
  'booking.moved': 'booking',
  'booking.cancelled': 'booking',
  'booking.expired': 'booking',
  'booking.completed': 'booking',
  'booking.attendance_changed': 'booking',
  'booking.attendance_contested': 'booking',
  'booking.attendance_decided': 'booking',
  'booking.fee_waived': 'booking',
  'group_session.scheduled': 'group_session',
  'group_session.moved': 'group_session',
  'group_session.changed': 'group_session',
  'group_session.cancelled': 'group_session',
  'series.requested': 'series',
  'waitlist.joined': 'waitlist',
  'waitlist.offered': 'waitlist',
  'waitlist.booked': 'waitlist',
  'waitlist.left': 'waitlist',
  'waitlist.lapsed': 'waitlist',
  'waitlist.returned': 'waitlist',
  'waitlist.skipped': 'waitlist',
  'waitlist.expired': 'waitlist',
  'review.created': 'review',
  'review.replied': 'review',
  'review.reported': 'review',
  'review.removed': 'review',
  'payment.received': 'payment',
  'payment.returned': 'payment',
  'payment.refunded': 'payment',
  'account.created': 'account',
  'account.settings_changed': 'account',
  'account.password_changed': 'account',
  'account.email_verified': 'account',
  'account.email_changed': 'account',
  'account.changed': 'account',
  'account.deleted': 'account',
  'account.export_ready': 'account',
  'webhook.switched_off': 'webhook',
};

const NAMES = Object.keys(EVENTS) as EventName[];

/** Events by what they are about. */
export const KINDS = [...new Set(Object.values(EVENTS))].map(
  (kind) => [kind, NAMES.filter((name) => EVENTS[name] === kind)] as const,
);

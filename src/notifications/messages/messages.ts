import {
  accountEmailAsked,
  accountEmailChanged,
  accountEmailConfirm,
  accountExportReady,
  accountPasswordChanged,
  accountPasswordReset,
  accountVerifyEmail,
  accountWelcome,
} from './account.js';
import { attendanceContested, attendanceDecided, attendanceNoShow } from './attendance.js';
import { bookingCancelled } from './bookings/booking-cancelled.js';
import { bookingConfirmed } from './bookings/booking-confirmed.js';
import { bookingDeclined } from './bookings/booking-declined.js';
import { bookingExpired } from './bookings/booking-expired.js';
import { bookingMoved } from './bookings/booking-moved.js';
import { bookingReminder } from './bookings/booking-reminder.js';
import { bookingRequested } from './bookings/booking-requested.js';
import { bookingsChanged } from './bookings/bookings-changed.js';
import { coachDay } from './bookings/coach-day.js';
import type { Reader, Words } from './facts.js';
import type { Message } from './message.js';
import { creditsExpiring, paymentDue, paymentReceived, paymentRefunded, paymentReturned } from './payment.js';
import { reviewCreated, reviewInvited, reviewRemoved, reviewReplied, reviewReported } from './review.js';
import { waitlistLapsed, waitlistLapsing, waitlistOffered, waitlistSkipped } from './waitlist.js';
import { webhookSwitchedOff } from './webhook.js';

/** Every message that we write to people. */
export const MESSAGES = {
  'booking.requested': bookingRequested,
  'booking.confirmed': bookingConfirmed,
  'booking.declined': bookingDeclined,
  'booking.moved': bookingMoved,
  'booking.cancelled': bookingCancelled,
  'booking.expired': bookingExpired,
  'bookings.changed': bookingsChanged,
  'booking.reminder': bookingReminder,
  'coach.day': coachDay,
  'waitlist.offered': waitlistOffered,
  'waitlist.lapsing': waitlistLapsing,
  'waitlist.lapsed': waitlistLapsed,
  'waitlist.skipped': waitlistSkipped,
  'attendance.no-show': attendanceNoShow,
  'attendance.contested': attendanceContested,
  'attendance.decided': attendanceDecided,
  'payment.received': paymentReceived,
  'payment.returned': paymentReturned,
  'payment.refunded': paymentRefunded,
  'payment.due': paymentDue,
  'credits.expiring': creditsExpiring,
  'review.invited': reviewInvited,
  'review.created': reviewCreated,
  'review.replied': reviewReplied,
  'review.reported': reviewReported,
  'review.removed': reviewRemoved,
  'account.welcome': accountWelcome,
  'account.verify-email': accountVerifyEmail,
  'account.password-reset': accountPasswordReset,
  'account.password-changed': accountPasswordChanged,
  'account.email-confirm': accountEmailConfirm,
  'account.email-asked': accountEmailAsked,
  'account.email-changed': accountEmailChanged,
  'account.export-ready': accountExportReady,
  'webhook.switched-off': webhookSwitchedOff,
} as const;

export type MessageName = keyof typeof MESSAGES;

/** What a message has to know. */
export type FactsOf<Name extends MessageName> = (typeof MESSAGES)[Name] extends Message<infer Facts> ? Facts : never;

export const isMessageName = (name: string): name is MessageName => Object.hasOwn(MESSAGES, name);

export function messageOf<Name extends MessageName>(name: Name): Message<FactsOf<Name>> {
  return MESSAGES[name] as unknown as Message<FactsOf<Name>>;
}

/** What a message says to a reader. */
export function wordsOf<Name extends MessageName>(name: Name, reader: Reader, facts: FactsOf<Name>): Words {
  return messageOf(name).words(reader, facts);
}

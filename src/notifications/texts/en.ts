import { PLATFORM } from '../../config/mail-config.js';
import { changesText, movedText } from './en-changes.js';
import { paymentsEn, toPayEn, unpaidEn } from './payments/en-payments.js';
import { attendanceEn } from './attendance/en-attendance.js';
import { reviewsEn } from './en-reviews.js';
import { waitlistEn } from './en-waitlist.js';
import type { SessionWords, Texts } from './texts.js';
import { enWords as words } from './words/en-words.js';

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
const hoursText = (hours: number) => (hours === 1 ? 'within one hour' : `within ${hours} hours`);

const REASON = 'If there is a reason, you find it in the booking.';
const NOT_YOU = 'If that was not you, reset your password at once.';
const VIEW = 'View the booking';
const ANSWER = 'Answer the request';

/** What the coach is to do about a request. */
const decide = (s: SessionWords) =>
  `Please confirm or decline it in your bookings.${s.hasTime ? ' A request that is not confirmed by its start is cancelled.' : ''}`;

/** English. */
export const en: Texts = {
  ...words,
  layout: {
    greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
    code: 'If the link does not work, enter this code:',
    link: 'The address of the link:',
    invitation: 'The invitation in this mail puts the session into your calendar.',
    withdrawal: 'The attachment of this mail takes the session out of your calendar.',
    reasons: {
      choice: `You get this mail because you have an account at ${PLATFORM}. Your settings say which mails you get.`,
      account: `You get this mail because it is about your account at ${PLATFORM}. Such mails are always sent.`,
      address: `You get this mail because somebody entered this address at ${PLATFORM}.`,
    },
    unsubscribe: 'Unsubscribe from mails like this',
  },
  messages: {
    ...waitlistEn,
    ...attendanceEn,
    ...paymentsEn,
    ...reviewsEn,
    'booking.requested': (s) =>
      s.payUntil !== null
        ? toPayEn(s, s.payUntil)
        : s.role === 'coach'
          ? {
              subject: `Request: ${s.headline}`,
              title: 'Booking request',
              body: [`${s.other} asks for a session: ${s.details}.`, decide(s)],
              action: ANSWER,
            }
          : {
              subject: `Requested: ${s.headline}`,
              title: 'Request sent',
              body: [`Your request is with ${s.other}: ${s.details}.`, `We write to you when ${s.other} answers.`],
              action: VIEW,
            },
    'booking.confirmed': (s) => {
      const newly = {
        you: `You booked a session with ${s.other}: ${s.details}.`,
        other: `${s.other} booked a session with you: ${s.details}.`,
        us: `We booked a session with ${s.other} for you: ${s.details}.`,
      }[s.by];
      const confirmed = { you: 'You', other: s.other, us: 'We' }[s.by];
      return {
        subject: `${s.isNew ? 'Booked' : 'Confirmed'}: ${s.headline}`,
        title: s.isNew ? 'Session booked' : 'Session confirmed',
        body: s.isNew ? [newly, 'It is confirmed.'] : [`${confirmed} confirmed your session: ${s.details}.`],
        action: VIEW,
      };
    },
    'booking.declined': (s) => ({
      subject: `Declined: ${s.headline}`,
      title: 'Request declined',
      body: [
        s.role === 'coach'
          ? `The request of ${s.other} was declined: ${s.details}.`
          : `${s.by === 'other' ? s.other : 'We'} declined your request: ${s.details}.`,
        s.role === 'coach' ? 'You need not do anything.' : `${REASON} You are welcome to ask for another time.`,
      ],
      action: VIEW,
    }),
    'booking.moved': (s) => {
      const { subject, title, line } = movedText(s);
      const open = s.role === 'coach' ? decide(s) : `${s.other} has to confirm it again.`;
      return {
        subject: `${subject}: ${s.headline}`,
        title,
        body: [`${line}: ${s.details}.`, ...(s.isPending ? [open] : [])],
        action: s.isPending && s.role === 'coach' ? ANSWER : VIEW,
      };
    },
    'booking.cancelled': (s) => {
      const who = { you: 'You', other: s.other, us: 'We' }[s.by];
      const isWithdrawn = s.wasPending && s.role === 'coach' && s.by === 'other';
      return {
        subject: `${isWithdrawn ? 'Withdrawn' : 'Cancelled'}: ${s.headline}`,
        title: isWithdrawn ? 'Request withdrawn' : s.wasPending ? 'Request cancelled' : 'Session cancelled',
        body: [
          isWithdrawn
            ? `${s.other} withdrew the request: ${s.details}.`
            : `${who} cancelled your ${s.wasPending ? 'request' : 'session'}: ${s.details}.`,
          ...(s.by === 'you' ? [] : [REASON]),
        ],
        action: VIEW,
      };
    },
    'booking.expired': (s) =>
      s.isUnpaid
        ? unpaidEn(s)
        : {
            subject: `Expired: ${s.headline}`,
            title: 'Request expired',
            body:
              s.role === 'coach'
                ? [`You did not answer the request of ${s.other} in time: ${s.details}.`, 'It is cancelled.']
                : [
                    `${s.other} did not answer your request in time: ${s.details}.`,
                    'It is cancelled. You can ask again.',
                  ],
            action: VIEW,
          },
    'bookings.changed': (c) => changesText(c, words.deeds),
    'booking.reminder': (s) => ({
      subject: `Reminder, ${s.before} before: ${s.headline}`,
      title: `Reminder: session with ${s.other}`,
      body: [
        `Your session is coming up: ${s.details}.`,
        `You are reminded ${s.before} before a session. You can change that in your settings.`,
      ],
      action: VIEW,
    }),
    'coach.day': ({ day, count: sessions, first, zone }) => ({
      subject: `${day}: ${count(sessions, 'session')}, first at ${first}`,
      title: `Your sessions on ${day}`,
      body: [`You have ${count(sessions, 'session')} on ${day}. The first one starts at ${first} (${zone}).`],
      action: 'View the bookings',
    }),
    'account.welcome': ({ hours }) => ({
      subject: `Welcome to ${PLATFORM}`,
      title: `Welcome to ${PLATFORM}`,
      body: ['Your account is ready.', `Please confirm that this address is yours, ${hoursText(hours)}.`],
      action: 'Confirm the address',
    }),
    'account.verify-email': ({ hours }) => ({
      subject: 'Confirm your email address',
      title: 'Confirm your email address',
      body: [`Please confirm that this address is yours, ${hoursText(hours)}.`],
      action: 'Confirm the address',
    }),
    'account.password-reset': ({ hours }) => ({
      subject: 'Reset your password',
      title: 'Reset your password',
      body: [
        'Somebody asked for a new password for your account.',
        `If that was you, choose one ${hoursText(hours)}. The link works once.`,
        'If that was not you, ignore this mail. Your password stays as it is.',
      ],
      action: 'Choose a new password',
    }),
    'account.password-changed': () => ({
      subject: 'Your password was changed',
      title: 'Password changed',
      body: ['The password of your account was changed.', 'All other devices were logged out.', NOT_YOU],
    }),
    'account.email-confirm': ({ hours }) => ({
      subject: 'Confirm your new email address',
      title: 'Confirm your new email address',
      body: [
        'Somebody wants to use this address for an account.',
        `If that was you, confirm it ${hoursText(hours)}. From then on you log in with this address.`,
        'If that was not you, ignore this mail.',
      ],
      action: 'Confirm the address',
    }),
    'account.email-asked': () => ({
      subject: 'Your email address is about to change',
      title: 'Change of your email address',
      body: [
        'Somebody asked for another email address for your account, and knew your password.',
        'It changes when the new address is confirmed.',
        NOT_YOU,
      ],
    }),
    'account.email-changed': () => ({
      subject: 'Your email address was changed',
      title: 'Email address changed',
      body: [
        'Your account has another email address now. You no longer log in with this one.',
        'If that was not you, contact us at once.',
      ],
    }),
    'account.export-ready': () => ({
      subject: 'Your data is ready',
      title: 'Your data is ready',
      body: [
        'The file with all your data is made. You find it in your settings, when you are logged in.',
        'It is deleted after a day. If you did not ask for it, change your password: somebody else is logged in as you.',
      ],
      action: 'Open the settings',
    }),
    'webhook.switched-off': ({ host, reason }) => ({
      subject: `Webhook switched off: ${host}`,
      title: 'Webhook switched off',
      body: [
        reason === 'gone'
          ? `We switched your webhook to ${host} off, because it answered that it wants no more messages (410).`
          : `We switched your webhook to ${host} off, because nothing but failures came back for five days.`,
        'It is told of nothing until you switch it on again. What failed can then be sent once more.',
      ],
    }),
  },
};

import type { WaitlistTexts } from './waitlist-texts.js';

const ANSWER = 'Accept or decline';

/** English, for those who wait. */
export const waitlistEn: WaitlistTexts = {
  'waitlist.offered': (w) => ({
    subject: `Free for you until ${w.untilTime}: ${w.headline}`,
    title: 'Your turn on the waitlist',
    body: [
      `What you wait for is free with ${w.other}: ${w.details}. We keep it for you until ${w.until}.`,
      'Accept it on your waitlist to book it. If you decline it, the next one gets it.',
    ],
    action: ANSWER,
  }),
  'waitlist.lapsing': (w) => ({
    subject: `Only until ${w.untilTime}: ${w.headline}`,
    title: 'Your offer ends soon',
    body: [
      `We keep what you waited for with ${w.other} until ${w.until}: ${w.details}.`,
      'If you do not accept it by then, the next one gets it.',
    ],
    action: ANSWER,
  }),
  'waitlist.lapsed': (w) => ({
    subject: `Offer ended: ${w.headline}`,
    title: 'Your offer has ended',
    body: [
      `You did not accept what we kept for you with ${w.other} in time: ${w.details}.`,
      'You are no longer on the waitlist. You are welcome to join it again.',
    ],
  }),
  'waitlist.skipped': (w) => ({
    subject: `Waitlist: passed over, ${w.headline}`,
    title: 'Passed over on the waitlist',
    body: [
      w.reason === 'client-limit'
        ? `Something became free with ${w.other}, but you have as many active bookings with ${w.other} as one client may have.`
        : `Something became free with ${w.other}, but you have another session at that time.`,
      'You keep your place.',
    ],
  }),
};

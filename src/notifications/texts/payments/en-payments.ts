import type { SessionWords, Text } from '../texts.js';
import type { PackWords, PaymentTexts, PaymentWords } from './payment-texts.js';

const VIEW = 'View the booking';

const creditsText = (count: number) => (count === 1 ? '1 credit' : `${count} credits`);

const untilText = ({ until }: PackWords) =>
  until === null ? 'Credits of this pack do not expire.' : `A credit pays for a session that starts before ${until}.`;

const soldText = ({ role, client, coach, amount }: PaymentWords, pack: PackWords) =>
  role === 'coach'
    ? {
        subject: `Sold: ${pack.name} to ${client}`,
        title: 'Pack sold',
        body: [`${client} bought ${pack.name} for ${amount}: ${creditsText(pack.credits)}.`],
      }
    : {
        subject: `Bought: ${pack.name}`,
        title: 'Pack bought',
        body: [
          `You bought ${pack.name} of ${coach} for ${amount}: ${creditsText(pack.credits)}.`,
          untilText(pack),
          'You find the receipt with your payments.',
        ],
      };

/** A booking that takes place only if it is paid. */
export const toPayEn = (s: SessionWords, payUntil: string): Text =>
  s.role === 'coach'
    ? {
        subject: `Request: ${s.headline}`,
        title: 'Booking request',
        body: [`${s.other} asks for a session: ${s.details}.`, 'It is not paid yet. We write to you when it is.'],
        action: VIEW,
      }
    : {
        subject: `To be paid: ${s.headline}`,
        title: 'Session to be paid',
        body: [
          `A session with ${s.other} is kept for you: ${s.details}.`,
          `Unless it is paid by ${payUntil}, it is cancelled.`,
        ],
        action: VIEW,
      };

/** A booking that nobody paid. */
export const unpaidEn = (s: SessionWords): Text => ({
  subject: `Not paid: ${s.headline}`,
  title: 'Not paid in time',
  body:
    s.role === 'coach'
      ? [`${s.other} did not pay in time: ${s.details}.`, 'It is cancelled. The time is free again.']
      : [`It was not paid in time: ${s.details}.`, 'It is cancelled. You can book again.'],
  action: VIEW,
});

/** English, about payments. */
export const paymentsEn: PaymentTexts = {
  'payment.received': (p) => {
    if (p.pack !== null) return soldText(p, p.pack);
    if (p.role === 'coach') {
      return {
        subject: `Paid: ${p.headline}`,
        title: 'Session paid',
        body: [
          `${p.client} paid ${p.amount}: ${p.details}.`,
          ...(p.isPending ? ['Please confirm or decline it in your bookings.'] : []),
        ],
        action: p.isPending ? 'Answer the request' : VIEW,
      };
    }
    return {
      subject: `Paid: ${p.headline}`,
      title: 'Payment received',
      body: [
        `You paid ${p.amount}: ${p.details}.`,
        ...(p.isPending ? [`We write to you when ${p.coach} answers.`] : []),
        'You find the receipt with your payments.',
      ],
      action: VIEW,
    };
  },
  'payment.returned': (p) => ({
    subject: `Paid too late: ${p.headline}`,
    title: 'Payment came too late',
    body: [
      `Your payment of ${p.amount} came when this session could not be booked any more: ${p.details}.`,
      'You get all of it back. You are welcome to book another time.',
    ],
  }),
  'payment.refunded': (p) => ({
    subject: `Refund of ${p.amount}: ${p.pack?.name ?? p.headline}`,
    title: 'Refund sent',
    body: [
      `You get ${p.amount} back: ${p.pack?.name ?? p.details}.`,
      'It can take some days until your bank shows it.',
    ],
  }),
  'payment.due': (p) => ({
    subject: `To be paid: ${p.headline}`,
    title: 'Session to be paid',
    body: [`Please pay ${p.amount}: ${p.details}.`, `Unless it is paid by ${p.payUntil}, it is cancelled.`],
    action: VIEW,
  }),
  'credits.expiring': (c) => ({
    subject: `${creditsText(c.credits)} for sessions with ${c.coach} can be used until ${c.day}`,
    title: 'Credits expire soon',
    body: [
      `You have ${creditsText(c.credits)} left of ${c.pack}, for sessions with ${c.coach} that start before ${c.until}.`,
      'Book a time to use them.',
    ],
  }),
};

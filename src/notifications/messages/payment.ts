import { amountText } from '../../bookings/payment/domain/amount.js';
import type { PaymentTexts, PaymentWords } from '../texts/payments/payment-texts.js';
import { wallTime } from '../texts/when.js';
import type { ExpiringFacts, Line, PaymentFacts, Reader } from './facts.js';
import { type Message, oneLine, type Sample, textsFor, withLink } from './message.js';
import { SESSION } from './sample-session.js';
import { momentText, sessionLines, sessionWords, timesText } from './session.js';

function paymentWords(reader: Reader, facts: PaymentFacts): PaymentWords {
  const { role, headline, details, isPending, payUntil } = sessionWords(reader, facts);
  const { pack } = facts;
  return {
    ...{ role, headline, details, isPending, payUntil, coach: oneLine(facts.coach), client: oneLine(facts.client) },
    amount: amountText(facts.amountMinor, facts.currency, reader.locale),
    pack: pack && {
      ...{ name: oneLine(pack.name), credits: pack.credits },
      until: pack.until && momentText(reader, pack.until),
    },
  };
}

function paymentLines(reader: Reader, facts: PaymentFacts): Line[] {
  const { labels } = textsFor(reader);
  const [what, other, ...times] = sessionLines(reader, facts);
  const amount: Line = [labels.amount, amountText(facts.amountMinor, facts.currency, reader.locale)];
  if (facts.pack === null) return [what, other, ...times, amount];
  return [[labels.what, oneLine(facts.pack.name)], other, amount];
}

const message = (
  name: Exclude<keyof PaymentTexts, 'credits.expiring'>,
  samples: readonly Sample<PaymentFacts>[],
): Message<PaymentFacts> => ({
  reason: 'choice',
  words: (reader, facts) => withLink(textsFor(reader).messages[name](paymentWords(reader, facts)), facts.url),
  lines: paymentLines,
  samples,
});

const PAID: PaymentFacts = { ...SESSION, amountMinor: 4_500, currency: 'EUR', pack: null };
const SOLD: PaymentFacts = {
  ...PAID,
  ...{ sessionType: null, startsAt: null, endsAt: null, coachZone: null, amountMinor: 40_000, url: null },
  pack: { name: 'Ten sessions', credits: 10, until: new Date('2027-06-05T08:00:00Z') },
};

/** The provider says that something was paid. */
export const paymentReceived = message('payment.received', [
  { title: 'for a session, to the client', role: 'client', facts: PAID },
  { title: 'for a request, to the client', role: 'client', facts: { ...PAID, status: 'pending' } },
  { title: 'for a session, to the coach', role: 'coach', facts: PAID },
  { title: 'for a request, to the coach', role: 'coach', facts: { ...PAID, status: 'pending' } },
  { title: 'for a pack, to the client', role: 'client', facts: SOLD },
  {
    title: 'for a credit that does not expire, to the client',
    role: 'client',
    facts: { ...SOLD, pack: { name: 'One session', credits: 1, until: null } },
  },
  { title: 'for a pack, to the coach', role: 'coach', facts: SOLD },
]);

/** It was paid when there was nothing to pay any more. */
export const paymentReturned = message('payment.returned', [
  { title: 'to the client', role: 'client', facts: { ...PAID, status: 'cancelled', url: null } },
]);

/** The provider has returned money. */
export const paymentRefunded = message('payment.refunded', [
  { title: 'of a session, to the client', role: 'client', facts: { ...PAID, status: 'cancelled', url: null } },
  { title: 'of a pack, to the client', role: 'client', facts: SOLD },
]);

/** A session of a series must be paid soon. */
export const paymentDue = message('payment.due', [
  {
    title: 'to the client',
    role: 'client',
    facts: { ...PAID, status: 'pending', payUntil: new Date('2026-12-06T20:00:00Z') },
  },
]);

const LEFT: ExpiringFacts = {
  ...{ coach: SESSION.coach, pack: 'Ten sessions', credits: 3, until: new Date('2026-12-14T08:00:00Z') },
};

/** Credits that a client has expire in a week. */
export const creditsExpiring: Message<ExpiringFacts> = {
  reason: 'choice',
  words: (reader, { coach, pack, credits, until }) => {
    const texts = textsFor(reader);
    const names = { coach: oneLine(coach), pack: oneLine(pack) };
    const day = texts.day(wallTime(until, reader.zone));
    const words = { ...names, credits, day, until: momentText(reader, until) };
    return withLink(texts.messages['credits.expiring'](words), null);
  },
  lines: (reader, { pack, coach, until }) => {
    const { labels } = textsFor(reader);
    return [
      [labels.what, oneLine(pack)],
      [labels.with, oneLine(coach)],
      [labels.available, timesText(textsFor(reader), reader.zone, until, null)],
    ];
  },
  samples: [
    { title: 'several, to the client', role: 'client', facts: LEFT },
    { title: 'one, to the client', role: 'client', facts: { ...LEFT, credits: 1 } },
  ],
};

import type { SessionWords, Text } from '../texts.js';
import type { PackWords, PaymentTexts, PaymentWords } from './payment-texts.js';

const VIEW = 'Buchung ansehen';

const creditsText = (count: number) => `Guthaben für ${count} ${count === 1 ? 'Termin' : 'Termine'}`;

const untilText = ({ until }: PackWords) =>
  until === null
    ? 'Guthaben dieses Pakets verfallen nicht.'
    : `Ein Guthaben gilt für Termine, die vor ${until} beginnen.`;

const soldText = ({ role, client, coach, amount }: PaymentWords, pack: PackWords) =>
  role === 'coach'
    ? {
        subject: `Verkauft: ${pack.name} an ${client}`,
        title: 'Paket verkauft',
        body: [`${client} hat ${pack.name} für ${amount} gekauft: ${creditsText(pack.credits)}.`],
      }
    : {
        subject: `Gekauft: ${pack.name}`,
        title: 'Paket gekauft',
        body: [
          `Du hast ${pack.name} bei ${coach} für ${amount} gekauft: ${creditsText(pack.credits)}.`,
          untilText(pack),
          'Den Beleg findest du bei deinen Zahlungen.',
        ],
      };

/** A booking that takes place only if it is paid. */
export const toPayDe = (s: SessionWords, payUntil: string): Text =>
  s.role === 'coach'
    ? {
        subject: `Anfrage: ${s.headline}`,
        title: 'Neue Anfrage',
        body: [
          `${s.other} fragt einen Termin an: ${s.details}.`,
          'Er ist noch nicht bezahlt. Wir schreiben dir, sobald er es ist.',
        ],
        action: VIEW,
      }
    : {
        subject: `Zu bezahlen: ${s.headline}`,
        title: 'Termin zu bezahlen',
        body: [
          `Ein Termin mit ${s.other} ist für dich vorgemerkt: ${s.details}.`,
          `Wenn er bis ${payUntil} nicht bezahlt ist, wird er abgesagt.`,
        ],
        action: VIEW,
      };

/** A booking that nobody paid. */
export const unpaidDe = (s: SessionWords): Text => ({
  subject: `Nicht bezahlt: ${s.headline}`,
  title: 'Nicht rechtzeitig bezahlt',
  body:
    s.role === 'coach'
      ? [
          `${s.other} hat nicht rechtzeitig bezahlt: ${s.details}.`,
          'Die Anfrage ist storniert. Die Zeit ist wieder frei.',
        ]
      : [`Dieser Termin wurde nicht rechtzeitig bezahlt: ${s.details}.`, 'Er ist abgesagt. Du kannst neu buchen.'],
  action: VIEW,
});

/** German, about payments. */
export const paymentsDe: PaymentTexts = {
  'payment.received': (p) => {
    if (p.pack !== null) return soldText(p, p.pack);
    if (p.role === 'coach') {
      return {
        subject: `Bezahlt: ${p.headline}`,
        title: 'Termin bezahlt',
        body: [
          `${p.client} hat ${p.amount} bezahlt: ${p.details}.`,
          ...(p.isPending ? ['Bitte bestätige die Anfrage in deinen Buchungen oder lehne sie ab.'] : []),
        ],
        action: p.isPending ? 'Anfrage beantworten' : VIEW,
      };
    }
    return {
      subject: `Bezahlt: ${p.headline}`,
      title: 'Zahlung eingegangen',
      body: [
        `Du hast ${p.amount} bezahlt: ${p.details}.`,
        ...(p.isPending ? [`Wir schreiben dir, sobald ${p.coach} antwortet.`] : []),
        'Den Beleg findest du bei deinen Zahlungen.',
      ],
      action: VIEW,
    };
  },
  'payment.returned': (p) => ({
    subject: `Zu spät bezahlt: ${p.headline}`,
    title: 'Zahlung kam zu spät',
    body: [
      `Deine Zahlung von ${p.amount} kam, als dieser Termin nicht mehr zu buchen war: ${p.details}.`,
      'Du bekommst alles zurück. Buch gern eine andere Zeit.',
    ],
  }),
  'payment.refunded': (p) => ({
    subject: `Erstattung von ${p.amount}: ${p.pack?.name ?? p.headline}`,
    title: 'Erstattung veranlasst',
    body: [
      `Du bekommst ${p.amount} zurück: ${p.pack?.name ?? p.details}.`,
      'Bis deine Bank es anzeigt, können einige Tage vergehen.',
    ],
  }),
  'payment.due': (p) => ({
    subject: `Zu bezahlen: ${p.headline}`,
    title: 'Termin zu bezahlen',
    body: [
      `Bitte bezahle ${p.amount}: ${p.details}.`,
      `Wenn der Termin bis ${p.payUntil} nicht bezahlt ist, wird er abgesagt.`,
    ],
    action: VIEW,
  }),
  'credits.expiring': (c) => ({
    subject: `${creditsText(c.credits)} mit ${c.coach}: gültig bis ${c.day}`,
    title: 'Guthaben verfällt bald',
    body: [
      `Du hast noch ${creditsText(c.credits)} mit ${c.coach} (${c.pack}).`,
      `Es gilt für Termine, die vor ${c.until} beginnen. Buch eine Zeit, um es zu nutzen.`,
    ],
  }),
};

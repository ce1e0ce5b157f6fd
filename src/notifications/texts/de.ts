import { PLATFORM } from '../../config/mail-config.js';
import { changesText, movedText } from './de-changes.js';
import { paymentsDe, toPayDe, unpaidDe } from './payments/de-payments.js';
import { attendanceDe } from './attendance/de-attendance.js';
import { reviewsDe } from './de-reviews.js';
import { waitlistDe } from './de-waitlist.js';
import type { SessionWords, Texts } from './texts.js';
import { deWords as words } from './words/de-words.js';

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
const sessionsText = (number: number) => count(number, 'Termin', 'Termine');
const hoursText = (hours: number) => `innerhalb von ${count(hours, 'Stunde', 'Stunden')}`;

const REASON = 'Falls es einen Grund gibt, steht er in der Buchung.';
const NOT_YOU = 'Wenn du das nicht warst, setze dein Passwort sofort zurück.';
const VIEW = 'Buchung ansehen';
const ANSWER = 'Anfrage beantworten';

/** What the coach is to do about a request. */
const decide = (s: SessionWords) =>
  `Bitte bestätige die Anfrage in deinen Buchungen oder lehne sie ab.${s.hasTime ? ' Eine Anfrage, die bis zu ihrem Beginn nicht bestätigt ist, wird storniert.' : ''}`;

/** German. */
export const de: Texts = {
  ...words,
  layout: {
    greeting: (name) => (name === null ? 'Hallo,' : `Hallo ${name},`),
    code: 'Falls der Link nicht funktioniert, gib diesen Code ein:',
    link: 'Die Adresse des Links:',
    invitation: 'Die Einladung in dieser Mail trägt den Termin in deinen Kalender ein.',
    withdrawal: 'Der Anhang dieser Mail nimmt den Termin aus deinem Kalender.',
    reasons: {
      choice: `Du bekommst diese Mail, weil du ein Konto bei ${PLATFORM} hast. Welche Mails du bekommst, steht in deinen Einstellungen.`,
      account: `Du bekommst diese Mail, weil es um dein Konto bei ${PLATFORM} geht. Solche Mails kommen immer.`,
      address: `Du bekommst diese Mail, weil jemand diese Adresse bei ${PLATFORM} angegeben hat.`,
    },
    unsubscribe: 'Solche Mails abbestellen',
  },
  messages: {
    ...waitlistDe,
    ...attendanceDe,
    ...paymentsDe,
    ...reviewsDe,
    'booking.requested': (s) =>
      s.payUntil !== null
        ? toPayDe(s, s.payUntil)
        : s.role === 'coach'
          ? {
              subject: `Anfrage: ${s.headline}`,
              title: 'Neue Anfrage',
              body: [`${s.other} fragt einen Termin an: ${s.details}.`, decide(s)],
              action: ANSWER,
            }
          : {
              subject: `Angefragt: ${s.headline}`,
              title: 'Anfrage gesendet',
              body: [`${s.other} hat deine Anfrage: ${s.details}.`, `Wir schreiben dir, sobald ${s.other} antwortet.`],
              action: VIEW,
            },
    'booking.confirmed': (s) => {
      const newly = {
        you: `Du hast einen Termin mit ${s.other} gebucht: ${s.details}.`,
        other: `${s.other} hat einen Termin mit dir gebucht: ${s.details}.`,
        us: `Wir haben für dich einen Termin mit ${s.other} gebucht: ${s.details}.`,
      }[s.by];
      const who = { you: 'Du hast', other: `${s.other} hat`, us: 'Wir haben' }[s.by];
      return {
        subject: `${s.isNew ? 'Gebucht' : 'Bestätigt'}: ${s.headline}`,
        title: s.isNew ? 'Termin gebucht' : 'Termin bestätigt',
        body: s.isNew ? [newly, 'Er ist bestätigt.'] : [`${who} deinen Termin bestätigt: ${s.details}.`],
        action: VIEW,
      };
    },
    'booking.declined': (s) => ({
      subject: `Abgelehnt: ${s.headline}`,
      title: 'Anfrage abgelehnt',
      body: [
        s.role === 'coach'
          ? `Die Anfrage von ${s.other} wurde abgelehnt: ${s.details}.`
          : `${s.by === 'other' ? `${s.other} hat` : 'Wir haben'} deine Anfrage abgelehnt: ${s.details}.`,
        s.role === 'coach' ? 'Du musst nichts tun.' : `${REASON} Frag gern eine andere Zeit an.`,
      ],
      action: VIEW,
    }),
    'booking.moved': (s) => {
      const { subject, title, line } = movedText(s);
      const open = s.role === 'coach' ? decide(s) : `${s.other} muss ihn neu bestätigen.`;
      return {
        subject: `${subject}: ${s.headline}`,
        title,
        body: [`${line}: ${s.details}.`, ...(s.isPending ? [open] : [])],
        action: s.isPending && s.role === 'coach' ? ANSWER : VIEW,
      };
    },
    'booking.cancelled': (s) => {
      const who = { you: 'Du hast', other: `${s.other} hat`, us: 'Wir haben' }[s.by];
      const isWithdrawn = s.wasPending && s.role === 'coach' && s.by === 'other';
      return {
        subject: `${isWithdrawn ? 'Zurückgezogen' : 'Abgesagt'}: ${s.headline}`,
        title: isWithdrawn ? 'Anfrage zurückgezogen' : s.wasPending ? 'Anfrage abgesagt' : 'Termin abgesagt',
        body: [
          isWithdrawn
            ? `${s.other} hat die Anfrage zurückgezogen: ${s.details}.`
            : `${who} ${s.wasPending ? 'deine Anfrage' : 'deinen Termin'} abgesagt: ${s.details}.`,
          ...(s.by === 'you' ? [] : [REASON]),
        ],
        action: VIEW,
      };
    },
    'booking.expired': (s) =>
      s.isUnpaid
        ? unpaidDe(s)
        : {
            subject: `Verfallen: ${s.headline}`,
            title: 'Anfrage verfallen',
            body:
              s.role === 'coach'
                ? [
                    `Du hast die Anfrage von ${s.other} nicht rechtzeitig beantwortet: ${s.details}.`,
                    'Sie ist storniert.',
                  ]
                : [
                    `${s.other} hat deine Anfrage nicht rechtzeitig beantwortet: ${s.details}.`,
                    'Sie ist storniert. Du kannst neu anfragen.',
                  ],
            action: VIEW,
          },
    'bookings.changed': (c) => changesText(c, words.deeds),
    'booking.reminder': (s) => ({
      subject: `Erinnerung, ${s.before} vorher: ${s.headline}`,
      title: `Erinnerung: Termin mit ${s.other}`,
      body: [
        `Bald ist dein Termin: ${s.details}.`,
        `Du wirst ${s.before} vor einem Termin erinnert. Das kannst du in deinen Einstellungen ändern.`,
      ],
      action: VIEW,
    }),
    'coach.day': ({ day, count: sessions, first, zone }) => ({
      subject: `${day}: ${sessionsText(sessions)}, Beginn ${first}`,
      title: `Deine Termine am ${day}`,
      body: [`Du hast am ${day} ${sessionsText(sessions)}. Der erste beginnt um ${first} Uhr (${zone}).`],
      action: 'Buchungen ansehen',
    }),
    'account.welcome': ({ hours }) => ({
      subject: `Willkommen bei ${PLATFORM}`,
      title: `Willkommen bei ${PLATFORM}`,
      body: ['Dein Konto ist bereit.', `Bitte bestätige ${hoursText(hours)}, dass diese Adresse dir gehört.`],
      action: 'Adresse bestätigen',
    }),
    'account.verify-email': ({ hours }) => ({
      subject: 'Bestätige deine E-Mail-Adresse',
      title: 'Bestätige deine E-Mail-Adresse',
      body: [`Bitte bestätige ${hoursText(hours)}, dass diese Adresse dir gehört.`],
      action: 'Adresse bestätigen',
    }),
    'account.password-reset': ({ hours }) => ({
      subject: 'Setze dein Passwort zurück',
      title: 'Setze dein Passwort zurück',
      body: [
        'Jemand hat ein neues Passwort für dein Konto angefordert.',
        `Wenn du das warst, wähle ${hoursText(hours)} ein neues. Der Link funktioniert einmal.`,
        'Wenn du das nicht warst, ignoriere diese Mail. Dein Passwort bleibt, wie es ist.',
      ],
      action: 'Neues Passwort wählen',
    }),
    'account.password-changed': () => ({
      subject: 'Dein Passwort wurde geändert',
      title: 'Passwort geändert',
      body: ['Das Passwort deines Kontos wurde geändert.', 'Alle anderen Geräte wurden abgemeldet.', NOT_YOU],
    }),
    'account.email-confirm': ({ hours }) => ({
      subject: 'Bestätige deine neue E-Mail-Adresse',
      title: 'Bestätige deine neue E-Mail-Adresse',
      body: [
        'Jemand möchte diese Adresse für ein Konto benutzen.',
        `Wenn du das warst, bestätige sie ${hoursText(hours)}. Danach meldest du dich mit dieser Adresse an.`,
        'Wenn du das nicht warst, ignoriere diese Mail.',
      ],
      action: 'Adresse bestätigen',
    }),
    'account.email-asked': () => ({
      subject: 'Deine E-Mail-Adresse soll sich ändern',
      title: 'Änderung deiner E-Mail-Adresse',
      body: [
        'Jemand hat eine andere E-Mail-Adresse für dein Konto angegeben und kannte dein Passwort.',
        'Sie ändert sich, sobald die neue Adresse bestätigt ist.',
        NOT_YOU,
      ],
    }),
    'account.email-changed': () => ({
      subject: 'Deine E-Mail-Adresse wurde geändert',
      title: 'E-Mail-Adresse geändert',
      body: [
        'Dein Konto hat jetzt eine andere E-Mail-Adresse. Mit dieser hier meldest du dich nicht mehr an.',
        'Wenn du das nicht warst, melde dich sofort bei uns.',
      ],
    }),
    'account.export-ready': () => ({
      subject: 'Deine Daten liegen bereit',
      title: 'Deine Daten liegen bereit',
      body: [
        'Die Datei mit allen deinen Daten ist fertig. Du findest sie in deinen Einstellungen, wenn du angemeldet bist.',
        'Nach einem Tag wird sie gelöscht. Wenn du nicht um sie gebeten hast, ändere dein Passwort: Jemand anderes ist als du angemeldet.',
      ],
      action: 'Einstellungen öffnen',
    }),
    'webhook.switched-off': ({ host, reason }) => ({
      subject: `Webhook abgeschaltet: ${host}`,
      title: 'Webhook abgeschaltet',
      body: [
        reason === 'gone'
          ? `Wir haben deinen Webhook zu ${host} abgeschaltet, weil er keine Nachrichten mehr haben will (410).`
          : `Wir haben deinen Webhook zu ${host} abgeschaltet, weil fünf Tage lang nur Fehler zurückkamen.`,
        'Er erfährt nichts mehr, bis du ihn wieder einschaltest. Was nicht ankam, lässt sich dann noch einmal senden.',
      ],
    }),
  },
};

import type { Locale } from '../../users/domain/locale.js';

/** What the page that leads into a room says. */
interface JoinTexts {
  readonly title: string;
  readonly intro: string;
  readonly email: string;
  readonly password: string;
  readonly button: string;
  readonly join: string;
  readonly noscript: string;
  readonly messages: Readonly<
    Record<
      'working' | 'wrong' | 'deactivated' | 'later' | 'offline' | 'busy' | 'failed' | 'foreign' | 'ended' | 'open',
      string
    >
  >;
}

const en: JoinTexts = {
  title: 'Join your session',
  intro: 'Please log in to enter the room of your session.',
  email: 'Email',
  password: 'Password',
  button: 'Log in',
  join: 'Join the session',
  noscript: 'This page needs JavaScript.',
  messages: {
    working: 'One moment …',
    wrong: 'The email or the password is wrong.',
    deactivated: 'This account is deactivated.',
    later: 'Too many attempts. Please try again later.',
    offline: 'The server cannot be reached. Please check your connection and try again.',
    busy: 'There is too much going on right now. This page tries again in half a minute.',
    failed: 'That did not work. Please try again later.',
    foreign: 'This is no session of yours. Did you log in with the right account?',
    ended: 'Your login has ended. Please log in again.',
    open: 'The room is open.',
  },
};

const de: JoinTexts = {
  title: 'Zu deinem Termin',
  intro: 'Bitte melde dich an, um den Raum deines Termins zu betreten.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  button: 'Anmelden',
  join: 'Am Termin teilnehmen',
  noscript: 'Diese Seite braucht JavaScript.',
  messages: {
    working: 'Einen Moment …',
    wrong: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
    deactivated: 'Dieses Konto ist deaktiviert.',
    later: 'Zu viele Versuche. Bitte versuche es später noch einmal.',
    offline: 'Der Server ist nicht erreichbar. Bitte prüfe deine Verbindung und versuche es noch einmal.',
    busy: 'Gerade ist zu viel los. Diese Seite versucht es in einer halben Minute noch einmal.',
    failed: 'Das hat nicht geklappt. Bitte versuche es später noch einmal.',
    foreign: 'Das ist kein Termin von dir. Hast du dich mit dem richtigen Konto angemeldet?',
    ended: 'Deine Anmeldung ist abgelaufen. Bitte melde dich noch einmal an.',
    open: 'Der Raum ist offen.',
  },
};

/** A language that lacks a text does not compile. */
export const JOIN_TEXTS: Readonly<Record<Locale, JoinTexts>> = { en, de };

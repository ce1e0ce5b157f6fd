import type { account as en } from '../en/account.js';

/** Logging in, signing up, and what links in mails open. */
export const account: typeof en = {
  about: 'Finde einen Coach, buche Termine und verfolge dein Training.',
  logIn: { title: 'Anmelden', button: 'Anmelden', forgot: 'Passwort vergessen?', toSignUp: 'Neu hier? Registrieren' },
  signUp: {
    title: 'Registrieren',
    button: 'Konto anlegen',
    role: 'Ich bin',
    client: 'Klient: Ich suche einen Coach',
    coach: 'Coach: Ich biete Termine an',
    toLogIn: 'Du hast schon ein Konto? Anmelden',
  },
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  passwordHint: 'Mindestens 8 Zeichen.',
  name: 'Name',
  nameHint: 'Der Name, den andere sehen.',
  forgot: {
    title: 'Passwort vergessen?',
    intro: 'Wir schicken dir einen Link, mit dem du ein neues wählst.',
    button: 'Link schicken',
    done: 'Wenn es ein Konto mit dieser Adresse gibt, ist eine Mail unterwegs. Der Link gilt eine Stunde.',
  },
  reset: {
    title: 'Neues Passwort wählen',
    intro: 'Danach musst du dich überall neu anmelden.',
    button: 'Passwort speichern',
    done: 'Dein neues Passwort ist gespeichert. Du kannst dich jetzt damit anmelden.',
  },
  verify: {
    title: 'E-Mail-Adresse bestätigen',
    intro: 'Bestätige mit dem Knopf, dass Mails an diese Adresse dich erreichen.',
    button: 'Bestätigen',
    done: 'Danke: Deine E-Mail-Adresse ist bestätigt.',
  },
  changeEmail: {
    title: 'Diese E-Mail-Adresse verwenden',
    intro: 'Mit dem Knopf gilt diese E-Mail-Adresse von jetzt an für dein Konto.',
    button: 'Adresse verwenden',
    done: 'Erledigt. Bitte melde dich von jetzt an mit dieser E-Mail-Adresse an.',
  },
  links: {
    invalid:
      'Dieser Link funktioniert nicht mehr: Er wurde schon benutzt, ist abgelaufen oder unvollständig. Bitte fordere eine neue Mail an.',
    taken: 'Ein anderes Konto hat diese E-Mail-Adresse schon.',
    weak: 'Bitte wähle ein anderes Passwort: Dieses ist zu kurz, zu verbreitet oder deine E-Mail-Adresse.',
    later: 'Gerade ist zu viel los. Bitte versuche es gleich noch einmal.',
  },
  join: {
    title: 'Zu deinem Termin',
    open: 'Der Raum ist offen.',
    button: 'Am Termin teilnehmen',
    foreign: 'Das ist kein Termin von dir. Hast du dich mit dem richtigen Konto angemeldet?',
    busy: 'Gerade ist zu viel los. Diese Seite versucht es in einer halben Minute noch einmal.',
  },
  notifications: {
    title: 'Mitteilungen',
    empty: 'Noch ist nichts passiert. Was andere mit deinen Buchungen machen, erscheint hier, und zwar sofort.',
    readAll: 'Alle als gelesen markieren',
    unread: 'Neu',
  },
};

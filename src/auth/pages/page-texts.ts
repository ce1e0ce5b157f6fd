import type { Locale } from '../../users/domain/locale.js';
import type { MailKind } from '../../users/settings.service.js';

/** What a page with a form says. */
export interface FormTexts {
  readonly title: string;
  readonly intro: string;
  readonly button: string;
  readonly done: string;
}

/** What all pages with a form say. */
interface SharedTexts {
  readonly password: string;
  readonly hint: string;
  readonly working: string;
  readonly invalid: string;
  readonly taken: string;
  readonly weak: string;
  readonly later: string;
  readonly offline: string;
  readonly failed: string;
  readonly noscript: string;
}

interface UnsubscribeTexts {
  readonly title: string;
  readonly ask: string;
  readonly button: string;
  readonly done: string;
}

/** One language. */
interface Texts {
  readonly shared: SharedTexts;
  readonly reset: FormTexts;
  readonly verify: FormTexts;
  readonly email: FormTexts;
  readonly kinds: Readonly<Record<MailKind, string>>;
  readonly unsubscribe: (kind: string) => UnsubscribeTexts;
}

const en: Texts = {
  shared: {
    password: 'New password',
    hint: 'At least 8 characters.',
    working: 'One moment …',
    invalid: 'This link does not work any more: it was used, has expired, or is incomplete. Please ask for a new mail.',
    taken: 'Another account has this email already.',
    weak: 'Please choose another password: this one is too short, too common, or your email.',
    later: 'There is too much going on right now. Please try again in a moment.',
    offline: 'The server cannot be reached. Please check your connection and try again.',
    failed: 'That did not work. Please try again later.',
    noscript: 'This page needs JavaScript.',
  },
  reset: {
    title: 'Choose a new password',
    intro: 'You then have to log in again everywhere.',
    button: 'Save password',
    done: 'Your new password is saved. You can log in with it now.',
  },
  verify: {
    title: 'Confirm your email',
    intro: 'Press the button to confirm that mail to this address reaches you.',
    button: 'Confirm',
    done: 'Thank you: your email is confirmed.',
  },
  email: {
    title: 'Use this email',
    intro: 'Press the button to use this email for your account from now on.',
    button: 'Use this email',
    done: 'Done. Please log in with this email from now on.',
  },
  kinds: {
    bookings: 'mails about your bookings',
    reminders: 'reminders by mail',
    waitlist: 'mails about waitlists',
    reviews: 'mails about reviews',
  },
  unsubscribe: (kind) => ({
    title: 'Unsubscribe',
    ask: `Do you want no more ${kind}?`,
    button: 'Unsubscribe',
    done: `You get no more ${kind}. You can switch them on again in your settings.`,
  }),
};

const de: Texts = {
  shared: {
    password: 'Neues Passwort',
    hint: 'Mindestens 8 Zeichen.',
    working: 'Einen Moment …',
    invalid:
      'Dieser Link funktioniert nicht mehr: Er wurde schon benutzt, ist abgelaufen oder unvollständig. Bitte fordere eine neue Mail an.',
    taken: 'Ein anderes Konto hat diese E-Mail-Adresse schon.',
    weak: 'Bitte wähle ein anderes Passwort: Dieses ist zu kurz, zu verbreitet oder deine E-Mail-Adresse.',
    later: 'Gerade ist zu viel los. Bitte versuche es gleich noch einmal.',
    offline: 'Der Server ist nicht erreichbar. Bitte prüfe deine Verbindung und versuche es noch einmal.',
    failed: 'Das hat nicht geklappt. Bitte versuche es später noch einmal.',
    noscript: 'Diese Seite braucht JavaScript.',
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
  email: {
    title: 'Diese E-Mail-Adresse verwenden',
    intro: 'Mit dem Knopf gilt diese E-Mail-Adresse von jetzt an für dein Konto.',
    button: 'Adresse verwenden',
    done: 'Erledigt. Bitte melde dich von jetzt an mit dieser E-Mail-Adresse an.',
  },
  kinds: {
    bookings: 'Mails zu deinen Buchungen',
    reminders: 'Erinnerungen per Mail',
    waitlist: 'Mails zu Wartelisten',
    reviews: 'Mails über Bewertungen',
  },
  unsubscribe: (kind) => ({
    title: 'Abbestellen',
    ask: `Möchtest du keine ${kind} mehr bekommen?`,
    button: 'Abbestellen',
    done: `Du bekommst keine ${kind} mehr. In deinen Einstellungen kannst du sie wieder einschalten.`,
  }),
};

/** A language that lacks a text does not compile. */
export const PAGE_TEXTS: Readonly<Record<Locale, Texts>> = { en, de };

import type { Locale } from '../../users/domain/locale.js';
import type { MailKind } from '../../users/settings.service.js';

interface UnsubscribeTexts {
  readonly title: string;
  readonly ask: string;
  readonly button: string;
  readonly done: string;
}

/** One language. */
interface Texts {
  readonly kinds: Readonly<Record<MailKind, string>>;
  readonly unsubscribe: (kind: string) => UnsubscribeTexts;
}

const en: Texts = {
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

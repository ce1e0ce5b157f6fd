import type { Locale } from '../messages/facts.js';

/** A calendar's invitation to a session, or its cancellation. */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  /** A VCALENDAR whose METHOD is the same. */
  readonly content: string;
}

/** What a mail says. The HTML and the text say the same. */
export interface Mail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly locale: Locale;
  readonly calendar?: CalendarPart;
  /** The link that ends mails of this kind with one click (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

/** One mail to one person. */
export interface Letter {
  /** Without angle brackets. The same at each try, so that the receiver can tell a repetition. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly mail: Mail;
}

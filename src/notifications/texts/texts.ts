import type { AttendanceTexts } from './attendance/attendance-texts.js';
import type { PaymentTexts } from './payments/payment-texts.js';
import type { ReviewTexts } from './review-texts.js';
import type { WaitlistTexts } from './waitlist-texts.js';
import type { Deed, Words } from './words/words.js';

/** What a message says, before it has links. */
export interface Text {
  readonly subject: string;
  readonly title: string;
  readonly body: readonly string[];
  /** The label of the link. */
  readonly action?: string;
}

/** A session as sentences need it, seen by the reader. */
export interface SessionWords {
  readonly role: 'client' | 'coach';
  /** Who did it. */
  readonly by: 'you' | 'other' | 'us';
  /** The other person's name. */
  readonly other: string;
  /** For subjects: what, with whom, and when. */
  readonly headline: string;
  /** For sentences: what, and when in which zone. */
  readonly details: string;
  readonly hasTime: boolean;
  readonly hadTime: boolean;
  readonly isNew: boolean;
  readonly isPending: boolean;
  readonly wasPending: boolean;
  /** Until when it must be paid; null: nobody waits for a payment. */
  readonly payUntil: string | null;
  /** It expired because nobody paid. */
  readonly isUnpaid: boolean;
}

export interface ChangesWords {
  readonly role: SessionWords['role'];
  readonly by: SessionWords['by'];
  /** Null when the changes concern several people. */
  readonly other: string | null;
  readonly count: number;
  /** Null when the changes differ. */
  readonly deed: Deed | null;
  /** From the first session to the last one, as short days; null without times. */
  readonly days: string | null;
  /** Whether all of them belong to one series. */
  readonly isSeries: boolean;
  /** Whether the coach has to answer all of them. */
  readonly isPending: boolean;
}

export interface DayWords {
  readonly day: string;
  readonly count: number;
  /** When the first session starts. */
  readonly first: string;
  readonly zone: string;
}

export interface LinkWords {
  readonly hours: number;
}

export interface WebhookWords {
  readonly host: string;
  readonly reason: 'gone' | 'failing';
}

/** Why somebody gets a mail: the settings say so; it is about the account; or somebody entered the address, perhaps wrongly. */
export type Reason = 'choice' | 'account' | 'address';

/** All that we write to people in one language. A missing key does not compile. */
export interface Texts extends Words {
  readonly layout: {
    readonly greeting: (name: string | null) => string;
    readonly code: string;
    readonly link: string;
    readonly invitation: string;
    readonly withdrawal: string;
    /** Why the reader gets this mail. */
    readonly reasons: Readonly<Record<Reason, string>>;
    readonly unsubscribe: string;
  };
  readonly messages: AttendanceTexts &
    PaymentTexts &
    ReviewTexts &
    WaitlistTexts & {
      readonly 'booking.requested': (session: SessionWords) => Text;
      readonly 'booking.confirmed': (session: SessionWords) => Text;
      readonly 'booking.declined': (session: SessionWords) => Text;
      readonly 'booking.moved': (session: SessionWords) => Text;
      readonly 'booking.cancelled': (session: SessionWords) => Text;
      readonly 'booking.expired': (session: SessionWords) => Text;
      readonly 'bookings.changed': (changes: ChangesWords) => Text;
      readonly 'booking.reminder': (session: SessionWords & { readonly before: string }) => Text;
      readonly 'coach.day': (day: DayWords) => Text;
      readonly 'account.welcome': (link: LinkWords) => Text;
      readonly 'account.verify-email': (link: LinkWords) => Text;
      readonly 'account.password-reset': (link: LinkWords) => Text;
      readonly 'account.password-changed': () => Text;
      readonly 'account.email-confirm': (link: LinkWords) => Text;
      readonly 'account.email-asked': () => Text;
      readonly 'account.email-changed': () => Text;
      readonly 'account.export-ready': () => Text;
      readonly 'webhook.switched-off': (webhook: WebhookWords) => Text;
    };
}

/** The languages in which we write to people. */
export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

type Status = 'pending' | 'confirmed' | 'cancelled' | 'completed';

/** Whom a message is for. */
export interface Reader {
  readonly name: string;
  readonly role: 'client' | 'coach' | 'admin';
  readonly locale: Locale;
  /** The IANA name of the zone in which times are written. */
  readonly zone: string;
}

/** A booking as a message about it needs it. It has no notes, no reasons and nothing about health. */
export interface SessionFacts {
  readonly id: number;
  /** Names of the two people. */
  readonly coach: string;
  readonly client: string;
  readonly sessionType: string | null;
  readonly slotNumber: number | null;
  /** The series that it belongs to. */
  readonly seriesId: number | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** When the session was to start before it was moved. */
  readonly previousStartsAt: Date | null;
  readonly status: Status;
  /** Null when the booking is new. */
  readonly previousStatus: Status | null;
  /** Who did what the message tells. */
  readonly actorRole: 'client' | 'coach' | 'admin' | 'system';
  /** Of the coach's schedule. */
  readonly coachZone: string | null;
  /** The page that leads into the room of a video session; null without one. */
  readonly videoUrl: string | null;
  /** Until when it must be paid, or is cancelled; null: nobody waits for a payment. */
  readonly payUntil: Date | null;
  /** It expired because nobody paid. */
  readonly isUnpaid: boolean;
  /** Where the reader sees the booking and answers. Null: nowhere yet. */
  readonly url: string | null;
}

export interface ReminderFacts extends SessionFacts {
  /** So long before the session the reader wants to be reminded. */
  readonly minutes: number;
}

/** What somebody waits for, or is offered. */
export interface WaitFacts extends SessionFacts {
  /** Null when nothing is on offer. */
  readonly offerEndsAt: Date | null;
  /** Why the client was passed over. */
  readonly reason: 'client-limit' | 'you-are-busy' | null;
}

/** A review, and the session that it is about. */
export interface ReviewFacts extends SessionFacts {
  /** As the review is signed; null when its writer does not show a name. */
  readonly author: string | null;
}

/** All that one deed changed. */
export interface ChangesFacts {
  readonly changes: readonly {
    readonly message: `booking.${'requested' | 'confirmed' | 'declined' | 'moved' | 'cancelled' | 'expired'}`;
    readonly facts: SessionFacts;
  }[];
  readonly url: string | null;
}

/** A session of a day; a group session with its seats, and then without a client. */
export interface DaySession extends SessionFacts {
  readonly seats?: { readonly booked: number; readonly unconfirmed: number; readonly all: number };
}

/** The sessions of one day of a coach. */
export interface DayFacts {
  readonly startsAt: Date;
  /** In the order of their times; all have one. */
  readonly sessions: readonly DaySession[];
  readonly url: string | null;
}

/** A link that works once, and the token in it as people can copy it. */
export interface LinkFacts {
  readonly url: string | null;
  readonly token: string;
  /** How long the link works. */
  readonly hours: number;
}

/** Something that happened to an account. */
export interface MomentFacts {
  readonly at: Date;
}

/** A file with somebody's data. */
export interface ExportFacts {
  /** When it is deleted. */
  readonly until: Date;
  /** Where it is to be had. Null: there are no pages for people yet. */
  readonly url: string | null;
}

/** An endpoint for webhooks that was switched off. */
export interface WebhookFacts {
  readonly host: string;
  /** It answered 410, or nothing but failures for five days. */
  readonly reason: 'gone' | 'failing';
}

/** A message in a language. The notification in the application shows the title and the first paragraph. */
export interface Words {
  readonly subject: string;
  readonly title: string;
  readonly body: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  /** What the action's page asks for, when the link itself is not to be had. */
  readonly code?: string;
}

/** A fact as a mail lists it below the words: a label and a value, and where the value leads if it is a link. */
export type Line = readonly [label: string, value: string, url?: string];

/** A payment by card, for a session or a pack. */
export interface PaymentFacts extends SessionFacts {
  readonly amountMinor: number;
  readonly currency: string;
  readonly pack: { readonly name: string; readonly credits: number; readonly until: Date | null } | null;
}

/** Credits that expire. */
export interface ExpiringFacts {
  readonly coach: string;
  readonly pack: string;
  readonly credits: number;
  readonly until: Date;
}

/** A session, and who came to it. */
export interface AttendanceFacts extends SessionFacts {
  readonly outcome: 'attended' | 'client_no_show' | 'coach_no_show';
}

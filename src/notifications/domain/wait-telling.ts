import { lapseWarningAt } from '../../waitlist/domain/offer-end.js';

export const WAIT_MESSAGES = ['waitlist.offered', 'waitlist.lapsed', 'waitlist.skipped'] as const;
/** The changes of waitlist entries that their clients are told of. */
export type WaitMessage = (typeof WAIT_MESSAGES)[number];

/** An event of a waitlist entry, as far as it decides who is told. */
export interface WaitEvent {
  readonly id: number;
  readonly type: string;
  readonly subjectId: number;
  readonly at: string;
  readonly data: { readonly client_id: number; readonly expires_at: string | null };
}

/** What a client is told of an entry. */
export interface WaitTelling {
  readonly userId: number;
  readonly message: WaitMessage;
  readonly eventId: number;
  readonly at: Date;
  /** Of an offer. */
  readonly offerEndsAt: Date | null;
}

const isMessage = (type: string): type is WaitMessage => WAIT_MESSAGES.some((message) => message === type);

/**
 * Whom a deed is told to: the client of each entry, of what it came to. Joining, leaving and booking are deeds of their own, which they
 * know; what happens to them they are told even if a deed of theirs caused it.
 */
export function waitTellingsOf(deed: readonly WaitEvent[]): WaitTelling[] {
  const last = new Map(deed.map((event) => [event.subjectId, event]));
  return [...last.values()].flatMap(({ id: eventId, type: message, at, data }) => {
    if (!isMessage(message)) return [];
    const endsAt = message === 'waitlist.offered' ? data.expires_at : null;
    const telling = { userId: data.client_id, message, eventId, at: new Date(at) };
    return [{ ...telling, offerEndsAt: endsAt === null ? null : new Date(endsAt) }];
  });
}

/** A mail to one person about one entry. */
export interface WaitMail {
  readonly message: WaitMessage | 'waitlist.lapsing';
  readonly dueAt?: Date;
  /** Afterwards it tells nothing new. */
  readonly expiresAt?: Date;
}

/** The mails of a telling. An offer is told of once more before it lapses. */
export function waitMailsOf({ message, at, offerEndsAt }: WaitTelling): WaitMail[] {
  if (offerEndsAt === null) return [{ message }];
  return [
    { message, expiresAt: offerEndsAt },
    { message: 'waitlist.lapsing', dueAt: lapseWarningAt(at, offerEndsAt), expiresAt: offerEndsAt },
  ];
}

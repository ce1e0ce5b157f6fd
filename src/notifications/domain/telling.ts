/** The changes of bookings that people are told of. */
export type BookingMessage = `booking.${'requested' | 'confirmed' | 'declined' | 'moved' | 'cancelled' | 'expired'}`;

type Status = 'pending' | 'confirmed' | 'cancelled' | 'completed';

/** An event of a booking, as far as it decides who is told. */
export interface BookingEvent {
  readonly id: number;
  readonly type: string;
  readonly subjectId: number;
  readonly actor: { readonly id: number | null; readonly role: string };
  readonly data: {
    readonly coach_id: number;
    readonly client_id: number;
    readonly from_status: Status | null;
    readonly to_status: Status;
  };
}

/** What one person is told of one event, and how. */
export interface Telling {
  readonly userId: number;
  readonly message: BookingMessage;
  readonly eventId: number;
  readonly byMail: boolean;
  /** In the application. */
  readonly byApp: boolean;
}

/** The later of two that one deed caused for one booking tells more. */
const WEIGHTS: Readonly<Record<BookingMessage, number>> = {
  'booking.requested': 0,
  'booking.moved': 1,
  'booking.confirmed': 2,
  'booking.cancelled': 3,
  'booking.declined': 3,
  'booking.expired': 3,
};

/** The message that an event means; null when nobody is told. A coach who cancels a request declines it. */
export function messageOf({ type, actor, data }: BookingEvent): BookingMessage | null {
  if (type === 'booking.cancelled' && actor.role === 'coach' && data.from_status === 'pending') {
    return 'booking.declined';
  }
  return Object.hasOwn(WEIGHTS, type) ? (type as BookingMessage) : null;
}

/**
 * Whom a deed is told to. A booking that it changed in several ways is told of once. Clients get a mail of all that happens to
 * their bookings, coaches of all that they did not do themselves; the application shows nobody their own deed.
 */
export function tellingsOf(deed: readonly BookingEvent[]): Telling[] {
  const byBooking = new Map<number, { event: BookingEvent; message: BookingMessage }>();
  for (const event of deed) {
    const message = messageOf(event);
    const known = byBooking.get(event.subjectId);
    if (message === null || (known && WEIGHTS[known.message] > WEIGHTS[message])) continue;
    byBooking.set(event.subjectId, { event, message });
  }
  return [...byBooking.values()].flatMap(({ event, message }) => {
    const { actor, data } = event;
    const told = (userId: number, isClient: boolean): Telling => {
      const isOwn = actor.id === userId;
      return { userId, message, eventId: event.id, byMail: isClient || !isOwn, byApp: !isOwn };
    };
    return [told(data.client_id, true), told(data.coach_id, false)].filter(({ byMail, byApp }) => byMail || byApp);
  });
}

/** A mail to one person: one message, or one that lists all that a deed changed for them. */
export interface DeedMail {
  readonly userId: number;
  readonly message: BookingMessage | 'bookings.changed';
  readonly eventIds: readonly number[];
}

/** The mails of a deed: one for each person. */
export function mailsOf(tellings: readonly Telling[]): DeedMail[] {
  const byUser = new Map<number, Telling[]>();
  for (const telling of tellings.filter(({ byMail }) => byMail)) {
    byUser.set(telling.userId, [...(byUser.get(telling.userId) ?? []), telling]);
  }
  return [...byUser].map(([userId, told]) => {
    const [only, ...others] = told;
    const message = only && others.length === 0 ? only.message : 'bookings.changed';
    return { userId, message, eventIds: told.map(({ eventId }) => eventId) };
  });
}

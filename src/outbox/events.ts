import type { EventType } from './event-types.js';

/** Who did something. The system acts when time alone changes something. */
export interface Actor {
  readonly id: number | null;
  readonly role: 'client' | 'coach' | 'admin' | 'system';
}

/** A change that others may want to know. `data` holds ids, times and statuses: no notes, no reasons, no health data. */
export interface NewEvent {
  readonly type: EventType;
  readonly subjectKind:
    'booking' | 'group_session' | 'series' | 'waitlist_entry' | 'review' | 'payment' | 'account' | 'webhook';
  readonly subjectId: number;
  readonly actor: Actor;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as it is stored. */
export interface Event extends NewEvent {
  readonly id: number;
  /** Of the booking: which of two events is newer. */
  readonly sequence: number;
  /** An instant as the wire writes it. */
  readonly at: string;
}

/** The events of one transaction: what one request, or one step of the worker, did. */
export type Deed = readonly Event[];

/** Something that is to reach somebody through a channel. Stored with type and ids, and rendered when it is sent. */
export interface Effect {
  readonly channel: 'mail';
  readonly message: string;
  /** Of effects of one channel with the same key, only the first is stored. */
  readonly key: string;
  readonly recipientId: number | null;
  readonly data: Readonly<Record<string, string | number | null | readonly number[]>>;
  /** Default: at once. */
  readonly dueAt?: Date;
  /** Afterwards it is not sent any more. */
  readonly expiresAt?: Date;
}

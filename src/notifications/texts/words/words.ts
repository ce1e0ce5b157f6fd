import type { WallTime } from '../when.js';

/** The change of a session, in one word. */
export type Deed = 'requested' | 'booked' | 'confirmed' | 'declined' | 'moved' | 'cancelled' | 'expired';

/** The words of one language that mails, notifications and the web application share. */
export interface Words {
  /** From Sunday, short. */
  readonly weekdays: readonly string[];
  /** From January, short. */
  readonly months: readonly string[];
  /** `Mon 7 Dec`, and with the year. */
  readonly day: (wall: WallTime) => string;
  readonly date: (wall: WallTime) => string;
  /** The name of a session in a slot, when its session type has none. */
  readonly slot: (number: number) => string;
  readonly session: string;
  readonly with: (what: string, other: string) => string;
  readonly deeds: Readonly<Record<Deed, string>>;
  /** `24 hours`. */
  readonly duration: (minutes: number) => string;
  readonly unconfirmed: string;
  /** Of a group session: those that are booked, and all. */
  readonly seats: (booked: number, all: number) => string;
  readonly labels: {
    readonly what: string;
    readonly with: string;
    readonly when: string;
    /** The time in the zone of the coach's schedule. */
    readonly whenForCoach: Readonly<Record<'client' | 'coach', string>>;
    readonly before: string;
    /** The page that leads into the room. */
    readonly video: string;
    readonly at: string;
    /** The end of an offer. */
    readonly until: string;
    /** When a file is deleted, or credits expire. */
    readonly available: string;
    readonly amount: string;
  };
}

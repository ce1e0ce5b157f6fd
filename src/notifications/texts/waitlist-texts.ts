import type { Text } from './texts.js';

/** Something that somebody waits for, as sentences need it. */
export interface WaitWords {
  /** The coach's name. */
  readonly other: string;
  /** For subjects: what, with whom, and when. */
  readonly headline: string;
  /** For sentences: what, and when in which zone. */
  readonly details: string;
  /** The end of the offer: `14:30`, and with day and zone. Empty without one. */
  readonly untilTime: string;
  readonly until: string;
  /** Why the client was passed over. */
  readonly reason: 'client-limit' | 'you-are-busy' | null;
}

/** What we write to people who wait, in one language. */
export interface WaitlistTexts {
  readonly 'waitlist.offered': (wait: WaitWords) => Text;
  readonly 'waitlist.lapsing': (wait: WaitWords) => Text;
  readonly 'waitlist.lapsed': (wait: WaitWords) => Text;
  readonly 'waitlist.skipped': (wait: WaitWords) => Text;
}

import type { Tone } from '../ui/tone.js';

/** Something with a start and an end, as a week shows it. */
export interface WeekItem {
  readonly key: string;
  readonly start: Date;
  readonly end: Date;
  /** Who or what: the line that is seen first. */
  readonly title: string;
  /** Further lines, as far as there is room. */
  readonly details: readonly string[];
  /** Where it stands, in a word. */
  readonly status: string | null;
  /** All of it in words, for those who do not see where it stands. */
  readonly label: string;
  readonly tone: Tone;
  /** Lies behind the others, over the whole width of its days. */
  readonly isBehind?: boolean;
  readonly isTentative?: boolean;
  readonly isMovable?: boolean;
  /** Its change is on its way to the server. */
  readonly isBusy?: boolean;
}

/** A span of time. */
export type Span = Pick<WeekItem, 'start' | 'end'>;

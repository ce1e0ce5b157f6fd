import type { Text } from './texts.js';

/** A review as sentences need it. */
export interface ReviewWords {
  /** The coach's name. */
  readonly coach: string;
  /** How the review is signed; null when its writer does not show a name. */
  readonly author: string | null;
  /** The session, for those who were there: for subjects, and for sentences. */
  readonly headline: string;
  readonly details: string;
}

/** What we write to people about reviews, in one language. */
export interface ReviewTexts {
  readonly 'review.invited': (review: ReviewWords) => Text;
  readonly 'review.created': (review: ReviewWords) => Text;
  readonly 'review.replied': (review: ReviewWords) => Text;
  readonly 'review.reported': (review: ReviewWords) => Text;
  readonly 'review.removed': (review: ReviewWords) => Text;
}

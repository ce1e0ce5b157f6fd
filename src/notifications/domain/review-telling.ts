export const REVIEW_MESSAGES = [
  'review.invited',
  'review.created',
  'review.replied',
  'review.reported',
  'review.removed',
] as const;
/** What people are told of reviews. */
export type ReviewMessage = (typeof REVIEW_MESSAGES)[number];

/** An event of a review, and the people whom it may concern. */
export interface ReviewEvent {
  readonly id: number;
  readonly type: string;
  readonly clientId: number;
  readonly coachId: number;
  readonly adminIds: readonly number[];
}

/** A session that its client can review. */
export interface ReviewableSession {
  readonly eventId: number;
  readonly bookingId: number;
  readonly clientId: number;
  readonly completedAt: Date;
  readonly endsAt: Date | null;
}

/** What one person is told. */
export interface ReviewTelling {
  readonly userId: number;
  readonly message: ReviewMessage;
  readonly eventId: number;
}

export const isReviewMessage = (name: string): name is ReviewMessage => REVIEW_MESSAGES.some((known) => known === name);

/** Whether its reader must not learn which session it is about, and so whose review it is. */
export const hidesSession = (message: ReviewMessage) => message === 'review.created' || message === 'review.reported';

/** Whether settings can switch the mail off. What admins have to decide, and what they decided, is always told. */
export const isChoice = (message: ReviewMessage) => message !== 'review.reported' && message !== 'review.removed';

/** Whom an event of a review is told to. */
export function reviewTellingsOf({ id: eventId, type, clientId, coachId, adminIds }: ReviewEvent): ReviewTelling[] {
  const readers: Readonly<Record<string, readonly number[]>> = {
    'review.created': [coachId],
    'review.replied': [clientId],
    'review.reported': adminIds,
    'review.removed': [clientId],
  };
  return (readers[type] ?? []).map((userId) => ({ userId, message: type as ReviewMessage, eventId }));
}

/** The coach has so long to say that somebody stayed away. */
const PAUSE_MS = 3_600_000;
const INVITED_MS = 30 * 86_400_000;

/** When the client of a completed session is asked for a review by mail: an hour after both its end and its completion. */
export function invitationTimes({ completedAt, endsAt }: Pick<ReviewableSession, 'completedAt' | 'endsAt'>) {
  const over = Math.max(completedAt.getTime(), endsAt?.getTime() ?? 0);
  return { dueAt: new Date(over + PAUSE_MS), expiresAt: new Date(completedAt.getTime() + INVITED_MS) };
}

import type { DomainError } from '../../domain-error.js';
import { BookingNotFoundError, NotYourBookingError } from '../../bookings/domain/booking-errors.js';
import type { ReviewStatus } from './review.js';
import {
  AlreadyReviewedError,
  NotReviewableError,
  ReviewNotFoundError,
  ReviewRemovedError,
  ReviewTooLateError,
} from './review-errors.js';

/** How things stand when a client’s wish to write or change a review was not fulfilled. */
export interface ReviewSituation {
  readonly clientId: number | null;
  /** The session took place: it is completed, and nobody stayed away. */
  readonly tookPlace: boolean;
  /** Of the session’s review; null without one. */
  readonly status: ReviewStatus | null;
}

/** Why `clientId` could not write the review of a session: the most telling reason. */
export function writeRefusalOf(situation: ReviewSituation | undefined, clientId: number): DomainError {
  const refusal = bookingRefusalOf(situation, clientId);
  if (refusal) return refusal;
  if (situation?.status) return new AlreadyReviewedError();
  return situation?.tookPlace ? new ReviewTooLateError('write') : new NotReviewableError();
}

/** Why `clientId` could not read, change or delete the review of a session. */
export function changeRefusalOf(
  situation: ReviewSituation | undefined,
  clientId: number,
  deed: 'read' | 'change' | 'delete',
): DomainError {
  const refusal = bookingRefusalOf(situation, clientId);
  if (refusal) return refusal;
  const status = situation?.status ?? 'deleted';
  if (status === 'deleted' || deed === 'read') return new ReviewNotFoundError();
  return status === 'removed' && deed === 'change' ? new ReviewRemovedError() : new ReviewTooLateError('change');
}

function bookingRefusalOf(situation: ReviewSituation | undefined, clientId: number): DomainError | null {
  if (situation === undefined) return new BookingNotFoundError();
  return situation.clientId === clientId ? null : new NotYourBookingError();
}

import { Injectable } from '@nestjs/common';
import { UnsubscribeLinksService } from '../../auth/links/unsubscribe-links.service.js';
import { canReview } from '../../bookings/booking-columns.js';
import { Database } from '../../database/database.js';
import { isChoice, type ReviewMessage } from '../domain/review-telling.js';
import { mailOf } from '../mail/render.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { FACTS_COLUMNS, FACTS_JOINS, reviewFactsOf, type ReviewRow } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';

const EVENT = `
  SELECT ${FACTS_COLUMNS}, ${canReview('$2')}, r.status AS review_status FROM events e ${FACTS_JOINS} WHERE e.id = $1`;

type EventRow = ReviewRow & { readonly can_review: boolean; readonly review_status: string | null };

/** Writes the mails about reviews. */
@Injectable()
export class ReviewLettersService {
  constructor(
    private readonly database: Database,
    private readonly readers: ReadersService,
    private readonly unsubscribing: UnsubscribeLinksService,
  ) {}

  /** None when the review is as it was no more, and no invitation to write one that is written or that cannot be. */
  async compose(message: ReviewMessage, userId: number, eventId: number, now: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (isChoice(message) && !recipient.wants.reviews) return UNWANTED;
    const [row] = await this.database.rows<EventRow>(EVENT, [eventId, now]);
    if (!row) return 'The event is too old.';
    if (message === 'review.invited' && !row.can_review) return 'The session is reviewed, or cannot be.';
    const status = message === 'review.removed' ? 'removed' : 'published';
    if (message !== 'review.invited' && row.review_status !== status) return 'The review is no longer as it was.';
    const extras = isChoice(message) ? { unsubscribeUrl: this.unsubscribing.urlFor(userId, 'reviews') } : {};
    const mail = mailOf(message, readerOf(recipient, row.coach_zone), reviewFactsOf(row), extras);
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }
}

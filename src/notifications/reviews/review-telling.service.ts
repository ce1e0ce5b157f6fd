import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TOOK_PLACE } from '../../bookings/booking-columns.js';
import type { Transaction } from '../../database/database.js';
import type { Deed, Effect } from '../../outbox/events.js';
import { type Consumer, Outbox } from '../../outbox/outbox.service.js';
import {
  invitationTimes,
  type ReviewableSession,
  type ReviewEvent,
  reviewTellingsOf,
  type ReviewTelling,
} from '../domain/review-telling.js';
import { TellingService } from '../telling.service.js';

/** Completed sessions `$1` without a review. */
const REVIEWABLE = `
  SELECT b.id AS "bookingId", b.client_id AS "clientId", b.ends_at AS "endsAt" FROM bookings b
   WHERE b.id = ANY ($1::integer[]) AND ${TOOK_PLACE} AND NOT EXISTS (SELECT FROM reviews r WHERE r.booking_id = b.id)`;

const PEOPLE = `
  SELECT r.id, r.coach_id AS "coachId", b.client_id AS "clientId" FROM reviews r JOIN bookings b ON b.id = r.booking_id
   WHERE r.id = ANY ($1::integer[])`;

const ADMINS = `SELECT id FROM users WHERE role = 'admin' AND is_active`;

type People = Pick<ReviewEvent, 'clientId' | 'coachId'> & { readonly id: number };
type Completed = Pick<ReviewableSession, 'bookingId' | 'clientId'> & { readonly endsAt: string | null };

/** Asks clients for reviews, and tells people of them: in the application, and by mail. */
@Injectable()
export class ReviewTellingService implements Consumer, OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly telling: TellingService,
  ) {}

  onModuleInit(): void {
    this.outbox.consumers.push(this);
  }

  async consume(tx: Transaction, deeds: readonly Deed[], now: Date): Promise<void> {
    const sessions = await this.reviewable(tx, deeds.flat());
    const tellings = (await this.events(tx, deeds.flat())).flatMap(reviewTellingsOf);
    await this.telling.notify(tx, [...sessions.map(invited), ...tellings]);
    await this.outbox.enqueue(tx, [...sessions.map(invitationOf), ...tellings.map(mailOf)], now);
  }

  private async reviewable(tx: Transaction, events: Deed): Promise<ReviewableSession[]> {
    const completed = events.filter(({ type }) => type === 'booking.completed');
    if (completed.length === 0) return [];
    const rows = await tx.rows<Completed>(REVIEWABLE, [completed.map(({ subjectId }) => subjectId)]);
    return rows.flatMap(({ endsAt, ...session }) => {
      const event = completed.find(({ subjectId }) => subjectId === session.bookingId);
      if (!event) return [];
      const times = { completedAt: new Date(event.at), endsAt: endsAt === null ? null : new Date(endsAt) };
      return [{ ...session, ...times, eventId: event.id }];
    });
  }

  private async events(tx: Transaction, events: Deed): Promise<ReviewEvent[]> {
    const ofReviews = events.filter(({ subjectKind }) => subjectKind === 'review');
    if (ofReviews.length === 0) return [];
    const isReported = ofReviews.some(({ type }) => type === 'review.reported');
    const admins = isReported ? await tx.rows<{ id: number }>(ADMINS) : [];
    const people = await tx.rows<People>(PEOPLE, [ofReviews.map(({ subjectId }) => subjectId)]);
    const adminIds = admins.map(({ id }) => id);
    return ofReviews.flatMap(({ id, type, subjectId }) => {
      const parties = people.find((review) => review.id === subjectId);
      return parties ? [{ ...parties, id, type, adminIds }] : [];
    });
  }
}

const invited = ({ clientId, eventId }: ReviewableSession): ReviewTelling => ({
  ...{ userId: clientId, message: 'review.invited', eventId },
});

/** Once for each session. */
const invitationOf = (session: ReviewableSession): Effect => ({
  ...{ channel: 'mail', message: 'review.invited', key: `review ${session.bookingId}`, recipientId: session.clientId },
  ...{ data: { events: [session.eventId] }, ...invitationTimes(session) },
});

const mailOf = ({ userId, message, eventId }: ReviewTelling): Effect => ({
  ...{ channel: 'mail', message, key: `${message} ${eventId} ${userId}`, recipientId: userId },
  data: { events: [eventId] },
});

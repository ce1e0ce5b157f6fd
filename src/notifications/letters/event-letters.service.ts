import { Injectable } from '@nestjs/common';
import { type AttendanceMessage, isAttendanceMessage } from '../domain/attendance-telling.js';
import { isReviewMessage, type ReviewMessage } from '../domain/review-telling.js';
import type { WaitMail } from '../domain/wait-telling.js';
import { isPaymentMessage, type PaymentMessage } from '../payments/domain/payment-telling.js';
import { AttendanceLettersService } from './attendance-letters.service.js';
import type { Composed } from './letter.js';
import { PaymentLettersService } from './payment-letters.service.js';
import { ReviewLettersService } from './review-letters.service.js';
import { WaitlistLettersService } from './waitlist-letters.service.js';

/** A message that tells one person of one event. */
export type EventMessage = AttendanceMessage | PaymentMessage | ReviewMessage | WaitMail['message'];

/** Writes the mails that tell of one event, other than of a change of a booking. */
@Injectable()
export class EventLettersService {
  constructor(
    private readonly attendance: AttendanceLettersService,
    private readonly payments: PaymentLettersService,
    private readonly reviews: ReviewLettersService,
    private readonly waitlists: WaitlistLettersService,
  ) {}

  compose(message: EventMessage, userId: number, eventId: number, now: Date): Promise<Composed> {
    if (isAttendanceMessage(message)) return this.attendance.compose(message, userId, eventId);
    if (isPaymentMessage(message)) return this.payments.compose(message, userId, eventId);
    if (isReviewMessage(message)) return this.reviews.compose(message, userId, eventId, now);
    return this.waitlists.compose(message, userId, eventId, now);
  }
}

import { Injectable } from '@nestjs/common';
import { UnsubscribeLinksService } from '../../auth/links/unsubscribe-links.service.js';
import { Database } from '../../database/database.js';
import { mailOf } from '../mail/render.js';
import type { PaymentMessage } from '../payments/domain/payment-telling.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { FACTS_COLUMNS, FACTS_JOINS, paymentFactsOf, type PaymentRow } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';
import { SESSIONS } from './reminder-letters.service.js';

const EVENT = `SELECT ${FACTS_COLUMNS} FROM events e ${FACTS_JOINS} WHERE e.id = $1`;

const DUE = `${SESSIONS} AND b.id = $1 AND b.pay_until = $2 AND b.pay_until > $3`;

const EXPIRING = `
  SELECT coach.full_name AS coach, s.time_zone AS coach_zone, p.name AS pack, p.credits_left AS credits, p.expires_at AS until
    FROM pack_purchases p JOIN users coach ON coach.id = p.coach_id LEFT JOIN schedules s ON s.coach_id = p.coach_id
   WHERE p.id = $1 AND p.credits_left > 0 AND p.expires_at > $2`;

interface ExpiringRow {
  readonly coach: string;
  readonly coach_zone: string | null;
  readonly pack: string;
  readonly credits: number;
  readonly until: string;
}

/** Which session is to be paid, and until when. */
export interface DueData {
  readonly booking_id: number;
  readonly pay_until: string;
}

/** Writes the mails about payments and credits. */
@Injectable()
export class PaymentLettersService {
  constructor(
    private readonly database: Database,
    private readonly readers: ReadersService,
    private readonly unsubscribing: UnsubscribeLinksService,
  ) {}

  async compose(message: PaymentMessage, userId: number, eventId: number): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.bookings) return UNWANTED;
    const [row] = await this.database.rows<PaymentRow>(EVENT, [eventId]);
    if (!row) return 'The event is too old.';
    const mail = mailOf(message, readerOf(recipient, row.coach_zone), paymentFactsOf(row));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  /** None when it is paid or cancelled meanwhile, or when its deadline is another. */
  async due(userId: number, { booking_id, pay_until }: DueData, now: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.bookings) return UNWANTED;
    const [row] = await this.database.rows<PaymentRow>(DUE, [booking_id, pay_until, now]);
    if (!row) return 'Nothing is to be paid for it any more.';
    const mail = mailOf('payment.due', readerOf(recipient, row.coach_zone), paymentFactsOf(row));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  /** None when all credits are in use. Everyone can end such mails with one click, as those that remind of sessions. */
  async expiring(userId: number, purchaseId: number, now: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.reminders) return UNWANTED;
    const [row] = await this.database.rows<ExpiringRow>(EXPIRING, [purchaseId, now]);
    if (!row) return 'No credit is left that expires.';
    const facts = { ...row, until: new Date(row.until) };
    const unsubscribeUrl = this.unsubscribing.urlFor(userId, 'reminders');
    const mail = mailOf('credits.expiring', readerOf(recipient, row.coach_zone), facts, { unsubscribeUrl });
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { WaitMail } from '../domain/wait-telling.js';
import { mailOf } from '../mail/render.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { FACTS_COLUMNS, FACTS_JOINS, waitFactsOf, type WaitRow } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';

/** The event, and whether what it tells of an offer or of a place still holds. */
const EVENT = `
  SELECT ${FACTS_COLUMNS}, w.status = 'waiting' AND w.skipped_for = e.data->>'reason' AS is_skipped, EXISTS (
           SELECT FROM bookings o WHERE o.kind = 'offer' AND o.waitlist_entry_id = w.id AND o.held_until > $2
              AND o.held_until = (e.data->>'expires_at')::timestamptz) AS is_offered
    FROM events e ${FACTS_JOINS} WHERE e.id = $1`;

type EventRow = WaitRow & { readonly is_skipped: boolean | null; readonly is_offered: boolean };

/** Writes the mails about waitlists. */
@Injectable()
export class WaitlistLettersService {
  constructor(
    private readonly database: Database,
    private readonly readers: ReadersService,
  ) {}

  /** None about an offer that has ended meanwhile. */
  async compose(message: WaitMail['message'], userId: number, eventId: number, now: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.waitlist) return UNWANTED;
    const [row] = await this.database.rows<EventRow>(EVENT, [eventId, now]);
    if (!row) return 'The event is too old.';
    if (message === 'waitlist.skipped' && row.is_skipped !== true) return 'The client is not passed over any more.';
    const tellsOfOffer = message === 'waitlist.offered' || message === 'waitlist.lapsing';
    if (tellsOfOffer && !row.is_offered) return 'The offer has ended.';
    const mail = mailOf(message, readerOf(recipient, row.coach_zone), waitFactsOf(row));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }
}

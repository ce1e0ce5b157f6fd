import { Injectable } from '@nestjs/common';
import { InvitationsService } from '../../bookings/calendar/invitations.service.js';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import type { BookingMessage } from '../domain/telling.js';
import { messageOf } from '../domain/telling.js';
import { mailOf } from '../mail/render.js';
import { readerOf, ReadersService, type Recipient } from '../readers.service.js';
import { FACTS_COLUMNS, FACTS_JOINS, factsOf, type FactsRow } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';

const EVENTS = `
  SELECT e.id::float8 AS id, e.type, ${FACTS_COLUMNS} FROM events e ${FACTS_JOINS} WHERE e.id = ANY ($1::bigint[]) ORDER BY e.id`;

type EventRow = FactsRow & { readonly id: number; readonly type: string };

/** Writes the mails about what happened to bookings. */
@Injectable()
export class BookingLettersService {
  constructor(
    private readonly database: Database,
    private readonly readers: ReadersService,
    private readonly invitations: InvitationsService,
    private readonly config: Config,
  ) {}

  /** One message for one event, and a list for several. */
  async compose(userId: number, eventIds: readonly number[]): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.bookings) return UNWANTED;
    const events = await this.database.rows<EventRow>(EVENTS, [eventIds]);
    const [only, ...others] = events;
    if (!only) return 'The events are too old.';
    const to = { name: recipient.name, address: recipient.email };
    return { to, mail: others.length === 0 ? await this.one(recipient, only) : listOf(recipient, events) };
  }

  private async one(recipient: Recipient, row: EventRow) {
    const calendar = await this.invitations.invitationFor(row.booking_id, recipient.id, recipient.locale);
    return mailOf(
      messageIn(row),
      readerOf(recipient, row.coach_zone),
      factsOf(row, this.config.appUrl),
      calendar === null ? {} : { calendar },
    );
  }
}

function listOf(recipient: Recipient, rows: readonly EventRow[]) {
  const changes = rows.map((row) => ({ message: messageIn(row), facts: factsOf(row) }));
  return mailOf('bookings.changed', readerOf(recipient, rows[0]?.coach_zone ?? null), { changes, url: null });
}

function messageIn({ id, type, actor_role: role, booking_id, from_status, to_status }: EventRow): BookingMessage {
  const data = { coach_id: 0, client_id: 0, from_status, to_status };
  const message = messageOf({ id, type, subjectId: booking_id, actor: { id: null, role }, data });
  if (message === null) throw new Error(`Nobody is told of ${type}.`);
  return message;
}

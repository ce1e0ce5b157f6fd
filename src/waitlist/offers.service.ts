import { Injectable } from '@nestjs/common';
import { BookingsService } from '../bookings/bookings.service.js';
import { HoldGoneError } from '../bookings/domain/time-refusal.js';
import type { BookingDto } from '../bookings/dto/booking.dto.js';
import { SeatsService } from '../bookings/group-sessions/seats.service.js';
import { TimeBookingsService } from '../bookings/times/time-bookings.service.js';
import type { Handle } from '../database/database.js';
import { NoOfferError, OfferGoneError } from './domain/wait-errors.js';
import { type EntryRow, WaitlistReaderService } from './waitlist-reader.service.js';

/** Books what a waitlist offers. */
@Injectable()
export class OffersService {
  constructor(
    private readonly reader: WaitlistReaderService,
    private readonly slots: BookingsService,
    private readonly times: TimeBookingsService,
    private readonly seats: SeatsService,
  ) {}

  /**
   * Books as any client does, and spends the offer. Of accepting and lapsing one wins. Errors: WaitlistEntryNotFoundError, NoOfferError,
   * OfferGoneError, and those of the services that book.
   */
  async accept(db: Handle, clientId: number, id: number): Promise<BookingDto> {
    const entry = await this.reader.own(db, clientId, id);
    if (entry.status === 'waiting') throw new NoOfferError();
    if (entry.hold_id === null) throw new OfferGoneError();
    try {
      return await this.book(db, clientId, entry, entry.hold_id);
    } catch (error) {
      throw error instanceof HoldGoneError ? new OfferGoneError() : error;
    }
  }

  private book(db: Handle, clientId: number, entry: EntryRow, holdId: string): Promise<BookingDto> {
    const { coach_id: coachId, slot_number, scheduled_at, group_session_id, offered_type_id: sessionTypeId } = entry;
    const common = { coachId, holdId, notes: null };
    if (group_session_id !== null)
      return this.seats.book(db, clientId, { ...common, groupSessionId: group_session_id });
    if (slot_number !== null)
      return this.slots.book(db, clientId, { ...common, slotNumber: slot_number, scheduledAt: null });
    return this.times.book(db, clientId, { ...common, scheduledAt: new Date(scheduled_at ?? NaN), sessionTypeId });
  }
}

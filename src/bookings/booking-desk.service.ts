import { Injectable } from '@nestjs/common';
import type { Handle } from '../database/database.js';
import { BookingsService } from './bookings.service.js';
import { type SeatRequest, SeatsService } from './group-sessions/seats.service.js';
import type { SlotRequest } from './domain/slot.js';
import type { BookingDto } from './dto/booking.dto.js';
import { TimeBookingsService, type TimeRequest } from './times/time-bookings.service.js';

/** Takes what clients ask for: slots, times and seats of group sessions. */
@Injectable()
export class BookingDeskService {
  constructor(
    private readonly slots: BookingsService,
    private readonly times: TimeBookingsService,
    private readonly seats: SeatsService,
  ) {}

  /** Errors: those of BookingsService.book for a slot, of TimeBookingsService.book for a time, of SeatsService.book for a seat. */
  book(db: Handle, clientId: number, request: SlotRequest | TimeRequest | SeatRequest): Promise<BookingDto> {
    if ('groupSessionId' in request) return this.seats.book(db, clientId, request);
    return 'slotNumber' in request ? this.slots.book(db, clientId, request) : this.times.book(db, clientId, request);
  }
}

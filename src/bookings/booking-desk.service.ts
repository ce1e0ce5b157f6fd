import { Injectable } from '@nestjs/common';
import type { Handle } from '../database/database.js';
import { BookingsService } from './bookings.service.js';
import type { SlotRequest } from './domain/slot.js';
import type { BookingDto } from './dto/booking.dto.js';
import { TimeBookingsService, type TimeRequest } from './times/time-bookings.service.js';

/** Takes what clients ask for: slots and times. */
@Injectable()
export class BookingDeskService {
  constructor(
    private readonly slots: BookingsService,
    private readonly times: TimeBookingsService,
  ) {}

  /** Errors: those of BookingsService.book for a slot, of TimeBookingsService.book for a time. */
  book(db: Handle, clientId: number, request: SlotRequest | TimeRequest): Promise<BookingDto> {
    return 'slotNumber' in request ? this.slots.book(db, clientId, request) : this.times.book(db, clientId, request);
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import type { MakeTimeOffDto } from '../availability/dto/time-off.dto.js';
import { TimeOffService } from '../availability/time-off.service.js';
import { BookingsReaderService } from '../bookings/bookings-reader.service.js';
import type { Handle } from '../database/database.js';
import type { NewTimeOffDto } from './dto/time-off.dto.js';

/** Time off together with the sessions that it affects. */
@Injectable()
export class CoachTimeOffService {
  constructor(
    private readonly timeOff: TimeOffService,
    private readonly bookings: BookingsReaderService,
  ) {}

  /** Errors: those of TimeOffService.create. */
  async create(db: Handle, coach: Principal, written: MakeTimeOffDto): Promise<NewTimeOffDto> {
    return db.transaction(async (tx) => {
      const timeOff = await this.timeOff.create(tx, coach.id, written);
      const affected_bookings = await this.bookings.activeBetween(tx, coach, timeOff.starts_at, timeOff.ends_at);
      return { ...timeOff, affected_bookings };
    });
  }
}

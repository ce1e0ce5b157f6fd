import { Injectable } from '@nestjs/common';
import { BookingsService } from '../bookings/bookings.service.js';
import { PairsService } from '../connections/pairs.service.js';
import { Database } from '../database/database.js';

/** A block, together with what it takes from the client. */
@Injectable()
export class CoachBlocksService {
  constructor(
    private readonly database: Database,
    private readonly pairs: PairsService,
    private readonly bookings: BookingsService,
  ) {}

  /** The client keeps their bookings, and their places on waitlists, where nothing is offered to them. */
  async block(coachId: number, clientId: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.bookings.takeTurns(tx, coachId, clientId);
      await this.pairs.block(tx, coachId, clientId);
      await this.bookings.dropHoldsBetween(tx, coachId, clientId);
    });
  }
}

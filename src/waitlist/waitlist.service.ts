import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { actAs } from '../database/acting.js';
import { Database, type Handle } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { NoOfferError, OfferGoneError, WaitlistEntryNotFoundError } from './domain/wait-errors.js';
import type { WaitStatus, WaitTarget } from './domain/wait-target.js';
import type { WaitlistEntryDto } from './dto/waitlist-entry.dto.js';
import { JoiningService } from './joining.service.js';
import { shown, WaitlistReaderService } from './waitlist-reader.service.js';

/** Turns come first: what somebody lets go is offered to the next one. Offers of the two people that have lapsed end. */
const BEGIN = `
  SELECT bookings_begin(e.coach_id, e.client_id, $3) FROM waitlist_entries e
   WHERE e.id = $1 AND e.client_id = $2 AND e.status IN ('waiting', 'offered')`;
const LEAVE = `
  UPDATE waitlist_entries SET status = 'left', updated_at = $3
   WHERE id = $1 AND client_id = $2 AND status = ANY ($4::text[]) RETURNING id`;

/** Joining and leaving waitlists. */
@Injectable()
export class WaitlistService {
  constructor(
    private readonly database: Database,
    private readonly joining: JoiningService,
    private readonly reader: WaitlistReaderService,
    private readonly clock: Clock,
  ) {}

  /** Errors: those of JoiningService.join. */
  async join(db: Handle, client: Principal, target: WaitTarget): Promise<WaitlistEntryDto> {
    const id = await this.joining.join(db, client.id, target);
    return shown(await this.reader.own(db, client.id, id));
  }

  /** WaitlistEntryNotFoundError when it is another's or not live any more. */
  async leave(client: Principal, id: number): Promise<void> {
    if (!(await this.left(client, id, ['waiting', 'offered']))) throw new WaitlistEntryNotFoundError();
  }

  /** Lets an offer go, and with it the place. NoOfferError and OfferGoneError when there is none. */
  async decline(client: Principal, id: number): Promise<WaitlistEntryDto> {
    const hasLeft = await this.left(client, id, ['offered']);
    const entry = await this.reader.own(this.database, client.id, id);
    if (!hasLeft) throw entry.status === 'waiting' ? new NoOfferError() : new OfferGoneError();
    return shown(entry);
  }

  private left(client: Principal, id: number, from: readonly WaitStatus[]): Promise<boolean> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      await actAs(tx, { id: client.id, role: 'client' });
      await tx.rows(BEGIN, [id, client.id, now]);
      return (await tx.rows(LEAVE, [id, client.id, now, from])).length > 0;
    });
  }
}

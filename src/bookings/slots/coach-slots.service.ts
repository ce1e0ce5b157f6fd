import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../auth/auth-errors.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import type { CoachSlotsDto } from '../dto/coach-slots.dto.js';

const COACH = `WHERE id = $1 AND role = 'coach' AND is_active`;
const FIND = `SELECT total_slots FROM users ${COACH}`;
const CHANGE = `UPDATE users SET total_slots = $2, updated_at = $3 ${COACH} RETURNING total_slots`;

/** How many slots a coach has. */
@Injectable()
export class CoachSlotsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async find(coachId: number): Promise<CoachSlotsDto> {
    return this.only(await this.database.rows<CoachSlotsDto>(FIND, [coachId]));
  }

  /** The database refuses fewer than the highest slot that is held: SlotsInUseError. */
  async change(coachId: number, { total_slots }: CoachSlotsDto): Promise<CoachSlotsDto> {
    return this.only(await this.database.rows<CoachSlotsDto>(CHANGE, [coachId, total_slots, this.clock.now()]));
  }

  /** The coach was let in, then deactivated, deleted or given another role: answered as their next request will be. */
  private only([row]: readonly CoachSlotsDto[]): CoachSlotsDto {
    if (!row) throw new UnauthenticatedError();
    return row;
  }
}

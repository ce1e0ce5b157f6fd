import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Replica } from '../database/replica.js';
import { byName, contains } from '../database/rows/texts.js';
import { KeysetList, type Order } from '../wire/keyset-list.js';
import type { Page } from '../wire/paging.js';
import { CoachNotFoundError } from './domain/booking-errors.js';
import { TOTAL_SLOTS } from './domain/slot.js';
import type { CoachAvailabilityDto, CoachesQuery } from './dto/coach-availability.dto.js';

const COLUMNS = `
  u.id AS coach_id, u.full_name AS coach_name, u.strengths, u.specialties, u.experience, u.available_slots,
  ${TOTAL_SLOTS} AS total_slots, ${TOTAL_SLOTS} - u.available_slots AS booked_slots`;

const BY_NAME: Order<CoachAvailabilityDto> = {
  key: byName('u.full_name'),
  keyOf: byName,
  id: 'u.id',
  direction: 'ASC',
  cursorOf: (coach) => ({ value: coach.coach_name, id: coach.coach_id }),
};

/** The coaches that clients can book: active, and approved when COACH_SIGNUP asks for approval. */
@Injectable()
export class CoachesService {
  /** SQL condition on a user `u`: clients can book this coach. */
  readonly bookable: string;

  constructor(
    private readonly database: Database,
    private readonly replica: Replica,
    config: Config,
  ) {
    this.bookable = `u.role = 'coach' AND u.is_active${config.coachSignup === 'approval' ? ' AND u.is_verified' : ''}`;
  }

  async find(id: number): Promise<CoachAvailabilityDto> {
    const statement = `SELECT ${COLUMNS} FROM users u WHERE u.id = $1 AND ${this.bookable}`;
    const [coach] = await this.database.rows<CoachAvailabilityDto>(statement, [id]);
    if (!coach) throw new CoachNotFoundError();
    return coach;
  }

  /** Sorted by name; case and accents do not count. Free slots may be seconds old: booking decides. */
  list(query: CoachesQuery): Promise<Page<CoachAvailabilityDto>> {
    const { q, specialty, available } = query;
    const list = new KeysetList(BY_NAME, query);
    list.where(this.bookable);
    if (q !== undefined) {
      const wanted = list.parameter(q);
      const found = ['u.full_name', 'u.strengths', 'u.specialties'].map((text) => contains(text, wanted));
      list.where(`(${found.join(' OR ')})`);
    }
    if (specialty !== undefined) list.where(contains('u.specialties', list.parameter(specialty)));
    if (available !== undefined) list.where(`u.available_slots ${available ? '>' : '='} 0`);
    return list.page(this.replica, (rest) => `SELECT ${COLUMNS} FROM users u ${rest}`);
  }
}

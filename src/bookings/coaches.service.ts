import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Replica } from '../database/replica.js';
import { type Page, pageOf } from '../wire/paging.js';
import { CoachNotFoundError } from './domain/booking-errors.js';
import { TOTAL_SLOTS } from './domain/slot.js';
import type { CoachAvailabilityDto, CoachesQuery } from './dto/coach-availability.dto.js';

const COLUMNS = `
  u.id AS coach_id, u.full_name AS coach_name, u.strengths, u.specialties, u.experience, u.available_slots,
  ${TOTAL_SLOTS} AS total_slots, ${TOTAL_SLOTS} - u.available_slots AS booked_slots`;

/** Coaches as clients look for them: active, and approved where approval is asked for. */
@Injectable()
export class CoachesService {
  /** SQL condition on a user `u`. */
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

  /** By name, without regard to case. What is free may be seconds old: booking decides. */
  async list({ q, specialty, available, limit, cursor }: CoachesQuery): Promise<Page<CoachAvailabilityDto>> {
    const values: unknown[] = [limit + 1];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const conditions = [this.bookable];
    if (q !== undefined) {
      const wanted = parameter(q);
      conditions.push(
        `(${['u.full_name', 'u.strengths', 'u.specialties'].map((text) => contains(text, wanted)).join(' OR ')})`,
      );
    }
    if (specialty !== undefined) conditions.push(contains('u.specialties', parameter(specialty)));
    if (available !== undefined) conditions.push(`u.available_slots ${available ? '>' : '='} 0`);
    if (cursor) {
      conditions.push(`(lower(u.full_name), u.id) > (lower(${parameter(cursor.value)}), ${parameter(cursor.id)})`);
    }
    const statement = `
      SELECT ${COLUMNS} FROM users u WHERE ${conditions.join(' AND ')}
       ORDER BY lower(u.full_name), u.id LIMIT $1`;
    const rows = await this.replica.rows<CoachAvailabilityDto>(statement, values);
    return pageOf(rows, limit, (last) => ({ value: last.coach_name, id: last.coach_id }));
  }
}

/** Unlike LIKE, takes every character of the text that is looked for as it is. */
const contains = (column: string, wanted: string) => `position(lower(${wanted}) IN lower(${column})) > 0`;

import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Replica } from '../database/replica.js';
import { byName, contains } from '../database/rows/texts.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { IntPageQuery, Page } from '../wire/lists/paging.js';
import type { SessionTypeDto } from '../availability/dto/session-types.dto.js';
import { SessionTypesService } from '../availability/session-types.service.js';
import { CoachNotFoundError } from './domain/booking-errors.js';
import type { BookingTermsDto } from './dto/booking-terms.dto.js';
import {
  type CoachAvailabilityDto,
  COACHES_BY_RATING,
  type CoachesQuery,
  type CoachWithSlotsDto,
} from './dto/coach-availability.dto.js';
import { agreedTerms, type TermsRow } from './times/situation.js';

/** The mean of the stars with one decimal, as whole numbers compute it: halves go up. Null without reviews. */
const RATING_AVERAGE = `(20 * u.rating_sum + u.rating_count) / nullif(2 * u.rating_count, 0) / 10::float8`;

/** The columns of a CoachAvailabilityDto; `u` is the alias of users. */
export const COACH_COLUMNS = `
  u.id AS coach_id, u.full_name AS coach_name, u.strengths, u.specialties, u.experience, u.available_slots,
  u.total_slots, u.total_slots - u.available_slots AS booked_slots, ${RATING_AVERAGE} AS rating_average, u.rating_count`;

/**
 * A mean to sort by: each coach has ten reviews of four stars besides their own, so that one five does not beat fifty of 4.9. An index of
 * this very expression serves the list.
 */
const RATING_SCORE = `((u.rating_sum + 40)::float8 / (u.rating_count + 10))`;

const FREE_SLOTS = `ARRAY(
  SELECT slot FROM generate_series(1, u.total_slots) AS slot
   WHERE NOT EXISTS (SELECT FROM bookings b
                      WHERE b.coach_id = u.id AND b.slot_number = slot AND b.status IN ('pending', 'confirmed'))
   ORDER BY slot)`;

const BY_NAME: Order<CoachAvailabilityDto> = {
  key: byName('u.full_name'),
  keyOf: byName,
  id: 'u.id',
  direction: 'ASC',
  cursorOf: (coach) => ({ value: coach.coach_name, id: coach.coach_id }),
};

type RatedCoach = CoachAvailabilityDto & { readonly score: number };

const BY_RATING: Order<RatedCoach> = {
  key: RATING_SCORE,
  keyOf: (value) => `${value}::float8`,
  id: 'u.id',
  direction: 'DESC',
  name: COACHES_BY_RATING,
  cursorOf: ({ score, coach_id }) => ({ value: String(score), id: coach_id }),
};

/** The coaches that clients can book: active, and approved when COACH_SIGNUP asks for approval. */
@Injectable()
export class CoachesService {
  /** SQL condition on a user `u`: clients can book this coach. */
  readonly bookable: string;
  private readonly one: string;
  private readonly termsOfOne: string;

  constructor(
    private readonly database: Database,
    private readonly replica: Replica,
    private readonly types: SessionTypesService,
    config: Config,
  ) {
    this.bookable = `u.role = 'coach' AND u.is_active${config.coachSignup === 'approval' ? ' AND u.is_verified' : ''}`;
    const bookableOne = `users u LEFT JOIN schedules s ON s.coach_id = u.id WHERE u.id = $1 AND ${this.bookable}`;
    this.one = `
      SELECT ${COACH_COLUMNS}, u.certifications, u.qualifications, u.competitions, u.track_record, s.time_zone, ${FREE_SLOTS} AS free_slots
        FROM ${bookableOne}`;
    this.termsOfOne = `
      SELECT s.auto_confirm, s.move_notice_minutes, s.cancel_notice_minutes, s.late_cancellation_percent, s.no_show_percent
        FROM ${bookableOne}`;
  }

  /** The terms on which clients book the coach. CoachNotFoundError when they cannot. */
  async terms(id: number): Promise<BookingTermsDto> {
    const [row] = await this.database.rows<TermsRow>(this.termsOfOne, [id]);
    if (!row) throw new CoachNotFoundError();
    const [move_notice_minutes, cancel_notice_minutes, late_cancellation_percent, no_show_percent] = agreedTerms(row);
    const policy = { late_cancellation_percent, no_show_percent, cancel_notice_minutes };
    return { auto_confirm: row.auto_confirm ?? false, move_notice_minutes, ...policy };
  }

  async find(id: number): Promise<CoachWithSlotsDto> {
    const [coach] = await this.database.rows<CoachWithSlotsDto>(this.one, [id]);
    if (!coach) throw new CoachNotFoundError();
    return coach;
  }

  /** What clients can book of a coach. CoachNotFoundError when they cannot book the coach. */
  async sessionTypes(id: number, query: IntPageQuery): Promise<Page<SessionTypeDto>> {
    await this.find(id);
    return this.types.listActive(id, query);
  }

  /** Sorted by name, whatever case and accents, unless the query says otherwise. Free slots may be seconds old: booking decides. */
  async list(query: CoachesQuery): Promise<Page<CoachAvailabilityDto>> {
    if (query.sort !== COACHES_BY_RATING) {
      const list = this.filtered(new KeysetList(BY_NAME, query, 'users u'), query);
      return list.page(this.replica, (rest) => `SELECT ${COACH_COLUMNS} FROM users u ${rest}`);
    }
    const list = this.filtered(new KeysetList(BY_RATING, query, 'users u'), query);
    const page = await list.page(
      this.replica,
      (rest) => `SELECT ${COACH_COLUMNS}, ${RATING_SCORE} AS score FROM users u ${rest}`,
    );
    return page.map(({ score: _score, ...coach }) => coach);
  }

  private filtered<Row extends object>(list: KeysetList<Row>, query: CoachesQuery): KeysetList<Row> {
    const { q, specialty, available, min_rating } = query;
    list.where(this.bookable);
    if (q !== undefined) {
      const wanted = list.parameter(q);
      const found = ['u.full_name', 'u.strengths', 'u.specialties'].map((text) => contains(text, wanted));
      list.where(`(${found.join(' OR ')})`);
    }
    if (specialty !== undefined) list.where(contains('u.specialties', list.parameter(specialty)));
    if (available !== undefined) list.where(`u.available_slots ${available ? '>' : '='} 0`);
    if (min_rating !== undefined) list.where(`${RATING_AVERAGE} >= ${list.parameter(min_rating)}::float8`);
    return list;
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import { DateNotFoundError, ZoneNeededError } from './availability-errors.js';
import { dayHoursOf, dayMinutes } from './domain/hours.js';
import type { ScheduleDateDto, ScheduleDatesQuery, WriteScheduleDateDto } from './dto/schedule-dates.dto.js';
import { ScheduleDate } from './schedule-date.entity.js';
import { SchedulesService } from './schedules.service.js';

/** A row as the table keeps it. */
interface DateRow extends Omit<ScheduleDateDto, 'hours'> {
  readonly coach_id: number;
  readonly hours: readonly number[];
}

const ASCENDING: Order<DateRow> = {
  key: 'd.date',
  id: 'd.coach_id',
  direction: 'ASC',
  cursorOf: ({ date, coach_id }) => ({ value: date, id: coach_id }),
};

/** The later writing wins, note included. */
const WRITE = `
  INSERT INTO schedule_dates AS d (coach_id, date, hours, note) VALUES ($1, $2, $3, $4)
      ON CONFLICT (coach_id, date) DO UPDATE SET hours = excluded.hours, note = excluded.note
  RETURNING d.coach_id, d.date, d.hours, d.note`;

const shown = ({ date, hours, note }: DateRow): ScheduleDateDto => ({ date, hours: dayHoursOf(hours), note });

/** Days of a coach with other hours than their weekday. */
@Injectable()
export class ScheduleDatesService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesService,
  ) {}

  /** In order. */
  async list(coachId: number, query: ScheduleDatesQuery): Promise<Page<ScheduleDateDto>> {
    const list = new KeysetList(ASCENDING, query, 'schedule_dates d');
    list.where(`d.coach_id = ${list.parameter(coachId)}`);
    if (query.from !== undefined) list.where(`d.date >= ${list.parameter(query.from)}`);
    if (query.to !== undefined) list.where(`d.date <= ${list.parameter(query.to)}`);
    const page = await list.page(
      this.database,
      (rest) => `SELECT d.coach_id, d.date, d.hours, d.note FROM schedule_dates d ${rest}`,
    );
    return page.map(shown);
  }

  /** Replaces the hours of a day. ZoneNeededError when the coach has no zone, unless the day is closed. */
  write(coachId: number, date: string, { hours, note = null }: WriteScheduleDateDto): Promise<ScheduleDateDto> {
    return this.database.transaction(async (tx) => {
      const zone = await this.schedules.open(tx, coachId);
      if (zone === null && hours.length > 0) throw new ZoneNeededError();
      const row = await tx.one<DateRow>(WRITE, [coachId, date, dayMinutes(hours), note]);
      if (hours.length > 0) await this.schedules.offerSessions(tx, coachId);
      return shown(row);
    });
  }

  async remove(coachId: number, date: string): Promise<void> {
    const { affected } = await this.database.repository(ScheduleDate).delete({ coachId, date });
    if (affected === 0) throw new DateNotFoundError();
  }
}

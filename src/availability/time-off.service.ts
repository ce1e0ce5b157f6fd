import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../database/database.js';
import { dayOf } from '../time/zones.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page, TimePageQuery } from '../wire/lists/paging.js';
import { TimeOffNotFoundError, ZoneNeededError } from './availability-errors.js';
import { wholeDays } from './domain/schedule.js';
import type { MakeTimeOffDto, TimeOffDto } from './dto/time-off.dto.js';
import { SchedulesService } from './schedules.service.js';
import { TimeOff } from './time-off.entity.js';

/** A row as the table keeps it: instants or days. */
interface TimeOffRow {
  readonly id: number;
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly note: string | null;
  readonly time_zone: string | null;
  /** Days are sorted as if they began in UTC: a list needs one order that PostgreSQL knows. */
  readonly sorted_by: string;
}

const SORTED_BY = `coalesce(o.starts_at, o.first_day::timestamp AT TIME ZONE 'UTC')`;
const COLUMNS = `o.id, o.starts_at, o.ends_at, o.first_day AS "from", o.last_day AS "to", o.note`;

const ASCENDING: Order<TimeOffRow> = {
  key: SORTED_BY,
  id: 'o.id',
  direction: 'ASC',
  cursorOf: ({ sorted_by, id }) => ({ value: sorted_by, id }),
};

const MAKE = `
  INSERT INTO time_off AS o (coach_id, starts_at, ends_at, first_day, last_day, note) VALUES ($1, $2, $3, $4, $5, $6)
  RETURNING ${COLUMNS}`;

/** When coaches are away. Every method takes the coach's id: another coach's time off is not found. */
@Injectable()
export class TimeOffService {
  constructor(
    private readonly database: Database,
    private readonly schedules: SchedulesService,
  ) {}

  /** By start. */
  async list(coachId: number, query: TimePageQuery): Promise<Page<TimeOffDto>> {
    const list = new KeysetList(ASCENDING, query, 'time_off o');
    list.where(`o.coach_id = ${list.parameter(coachId)}`);
    const page = await list.page(
      this.database,
      (rest) => `
        SELECT ${COLUMNS}, ${SORTED_BY} AS sorted_by, s.time_zone
          FROM (SELECT * FROM time_off o ${rest}) o
         CROSS JOIN LATERAL (SELECT time_zone FROM schedules WHERE coach_id = o.coach_id LIMIT 1) s
         ORDER BY ${SORTED_BY}, o.id`,
    );
    return page.map((row) => shown(row, row.time_zone));
  }

  /** ZoneNeededError for whole days of a coach without a zone. Bookings inside stay. */
  async create(db: Handle, coachId: number, written: MakeTimeOffDto): Promise<TimeOffDto> {
    const { starts_at = null, ends_at = null, from = null, to = null, note = null } = written;
    const zone = await this.schedules.open(db, coachId);
    if (from !== null && zone === null) throw new ZoneNeededError();
    return shown(await db.one<TimeOffRow>(MAKE, [coachId, starts_at, ends_at, from, to, note]), zone);
  }

  async remove(coachId: number, id: number): Promise<void> {
    const { affected } = await this.database.repository(TimeOff).delete({ id, coachId });
    if (affected === 0) throw new TimeOffNotFoundError();
  }
}

/** Days as instants of the coach's zone; the constraint and the checks of the schedule see to it that there is one. */
function shown({ id, starts_at, ends_at, from, to, note }: TimeOffRow, zone: string | null): TimeOffDto {
  if (starts_at !== null && ends_at !== null) return { id, starts_at, ends_at, from: null, to: null, note };
  const days = wholeDays(zone ?? 'UTC', dayOf(from as string), dayOf(to as string));
  const [start, end] = [days.start, days.end].map((minute) => new Date(minute * 60_000).toISOString());
  return { id, starts_at: start as string, ends_at: end as string, from, to, note };
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page, TimePageQuery } from '../wire/lists/paging.js';
import { SeriesNotFoundError } from './domain/series-errors.js';
import type { SeriesDto, SeriesSummaryDto } from './dto/series.dto.js';
import {
  occurrenceOf,
  type OccurrenceRow,
  partyIn,
  SERIES_COLUMNS,
  seriesJoins,
  type SeriesRow,
  summaryOf,
} from './series-rows.js';

const NEWEST: Order<SeriesRow> = {
  key: 's.created_at',
  id: 's.id',
  direction: 'DESC',
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

const ONE = `SELECT ${SERIES_COLUMNS} FROM series s ${seriesJoins('$2')} WHERE s.id = $1`;
const OCCURRENCES = `
  SELECT b.id, b.status, b.scheduled_at, b.series_at FROM bookings b WHERE b.series_id = $1 ORDER BY b.series_at, b.id`;

/** Reads series and their bookings. */
@Injectable()
export class SeriesReaderService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of a client or a coach their own, for admins all; the newest first. */
  async list(me: Principal, query: TimePageQuery): Promise<Page<SeriesSummaryDto>> {
    const list = new KeysetList(NEWEST, query, 'series s');
    const now = list.parameter(this.clock.now());
    if (me.role !== 'admin') {
      list.where(`s.${me.role === 'coach' ? 'coach_id' : 'client_id'} = ${list.parameter(me.id)}`);
    }
    // The page is cut before names and counts are joined to it.
    const page = await list.page(
      this.database,
      (rest, sorted) =>
        `SELECT ${SERIES_COLUMNS} FROM (SELECT * FROM series s ${rest}) s ${seriesJoins(now)} ${sorted}`,
    );
    return page.map(summaryOf);
  }

  /** With its bookings as they are now. SeriesNotFoundError, and NotYourBookingError for strangers. */
  async find(reader: Principal, id: number): Promise<SeriesDto> {
    const row = await this.read(reader, id);
    const rows = await this.database.rows<Pick<OccurrenceRow, 'id' | 'status' | 'scheduled_at' | 'series_at'>>(
      OCCURRENCES,
      [id],
    );
    return { ...summaryOf(row), occurrences: rows.map((one) => occurrenceOf(row.time_zone, one)) };
  }

  /** The same without its bookings. */
  async read(reader: Principal, id: number): Promise<SeriesRow> {
    const [row] = await this.database.rows<SeriesRow>(ONE, [id, this.clock.now()]);
    if (!row) throw new SeriesNotFoundError();
    partyIn(row, reader);
    return row;
  }
}

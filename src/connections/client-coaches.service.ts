import { Injectable } from '@nestjs/common';
import { SECTIONS } from '../audit/sections.js';
import { Database } from '../database/database.js';
import { byName } from '../database/rows/texts.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { NamePageQuery, Page } from '../wire/lists/paging.js';
import { CONNECTS, shares, TAKEN_UP } from './connected.js';
import type { ClientCoachDto, SharingDto } from './dto/sharing.dto.js';

type Row = Omit<ClientCoachDto, 'sharing' | 'bookings'> &
  SharingDto & { readonly count: number; readonly latest_ids: readonly number[] };

/** Of an ended connection those bookings count that connected until then; of others those that connect now. */
const COACHES = `
  WITH made AS (
    SELECT b.coach_id, b.id, b.created_at, c.ended_at IS NULL OR ${TAKEN_UP} AS is_connecting
      FROM bookings b LEFT JOIN connections c ON c.coach_id = b.coach_id AND c.client_id = b.client_id
     WHERE b.client_id = $2 AND b.${CONNECTS}
  ), counted AS (
    SELECT made.*, bool_or(is_connecting) OVER (PARTITION BY coach_id) AS is_connected FROM made
  ), coaches AS (
    SELECT coach_id, is_connected, min(created_at) AS since, count(*)::integer AS count,
           (array_agg(id ORDER BY created_at DESC, id DESC))[1:20] AS latest_ids
      FROM counted WHERE is_connecting OR NOT is_connected GROUP BY coach_id, is_connected
  )`;
/** Looks each coach up: with a plain join PostgreSQL may read all users in the order of their names. */
const FROM = `
  coaches k CROSS JOIN LATERAL (SELECT id, full_name, role FROM users WHERE id = k.coach_id LIMIT 1) u
    LEFT JOIN connections c ON c.coach_id = k.coach_id AND c.client_id = $2`;
const COLUMNS = `
  k.coach_id, u.full_name AS coach_name, k.is_connected, k.since, CASE WHEN NOT k.is_connected THEN c.ended_at END AS until,
  k.count, k.latest_ids, ${SECTIONS.map((section) => `k.is_connected AND ${shares(section)} AS ${section}`).join(', ')}`;

const BY_NAME: Order<Row> = {
  key: byName('u.full_name'),
  keyOf: byName,
  id: 'u.id',
  direction: 'ASC',
  cursorOf: (row) => ({ value: row.coach_name, id: row.coach_id }),
};

/** The coaches who can read about a client, and those with whom the client ended the connection. */
@Injectable()
export class ClientCoachesService {
  constructor(private readonly database: Database) {}

  /** By name; case and accents do not count. */
  async list(clientId: number, query: NamePageQuery): Promise<Page<ClientCoachDto>> {
    const list = new KeysetList(BY_NAME, query, FROM);
    list.parameter(clientId);
    list.with(COACHES);
    list.where(`u.role = 'coach'`);
    const page = await list.page(this.database, (rest) => `SELECT ${COLUMNS} FROM ${FROM} ${rest}`);
    return page.map(({ profile, health, workouts, diet, progress, count, latest_ids, ...coach }) => ({
      ...coach,
      sharing: { profile, health, workouts, diet, progress },
      bookings: { count, latest_ids },
    }));
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database, type Run } from '../database/database.js';
import { type LongTimePageQuery, type Page, pageOf } from '../wire/paging.js';
import type { UserDto } from '../users/dto/user.dto.js';
import type { AccessLogEntryDto } from './dto/access-log.dto.js';
import type { HealthData } from './health-data.js';

/** Who reads. */
export type Reader = Pick<Principal, 'id' | 'role' | 'requestId'>;

const RECORD = `
  INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id)
  SELECT DISTINCT client_id, $2::integer, $3::user_role, $4::health_data, $5::uuid
    FROM unnest($1::integer[]) AS read (client_id)`;

/** Every read of somebody's health data by someone else leaves a row before the data leaves. */
@Injectable()
export class AccessLogService {
  constructor(private readonly database: Database) {}

  /** To be awaited before the data is handed out: if it cannot be written, nothing is read. What is one's own is not noted. */
  async record(
    run: Run,
    { id, role, requestId }: Reader,
    clientIds: readonly number[],
    what: HealthData,
  ): Promise<void> {
    const others = clientIds.filter((clientId) => clientId !== id);
    if (others.length > 0) await run.rows(RECORD, [others, id, role, what, requestId]);
  }

  /** The same for people of any role: who is no client any more still has health data. */
  async recordProfiles(run: Run, reader: Reader, users: readonly UserDto[]): Promise<void> {
    const ids = users.map(({ id }) => id);
    await this.record(run, reader, ids, 'profile');
  }

  /** Who looked at a client, the latest first. */
  async list(clientId: number, { limit, cursor }: LongTimePageQuery): Promise<Page<AccessLogEntryDto>> {
    const values: unknown[] = [limit + 1, clientId];
    const conditions = ['client_id = $2'];
    if (cursor) {
      conditions.push(
        `(read_at, id) < ($${values.push(cursor.value)}::timestamptz, $${values.push(cursor.id)}::bigint)`,
      );
    }
    // The names are looked up one by one: as a plain join PostgreSQL may read all users for one page.
    const statement = `
      SELECT e.id, e.reader_id, r.full_name AS reader_name, e.reader_role, e.what, e.read_at, e.request_id
        FROM (SELECT * FROM access_log WHERE ${conditions.join(' AND ')}
               ORDER BY read_at DESC, id DESC LIMIT $1) e
       CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = e.reader_id LIMIT 1) r
       ORDER BY e.read_at DESC, e.id DESC`;
    const rows = await this.database.rows<AccessLogEntryDto & { id: string }>(statement, values);
    const page = pageOf(rows, limit, (last) => ({ value: last.read_at, id: Number(last.id) }));
    return page.map(({ id: _, ...entry }) => entry);
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database, type Handle } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { LongTimePageQuery, Page } from '../wire/lists/paging.js';
import type { UserDto } from '../users/dto/user.dto.js';
import type { AccessLogEntryDto } from './dto/access-log.dto.js';
import type { HealthData } from './health-data.js';

/** The user who reads health data. */
export type Reader = Pick<Principal, 'id' | 'role' | 'requestId'>;

const RECORD = `
  INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id)
  SELECT DISTINCT client_id, $2::integer, $3::user_role, $4::health_data, $5::uuid
    FROM unnest($1::integer[]) AS read (client_id)`;

const LATEST: Order<AccessLogEntryDto & { id: string }> = {
  key: 'e.read_at',
  id: 'e.id',
  direction: 'DESC',
  cursorOf: (entry) => ({ value: entry.read_at, id: Number(entry.id) }),
};

/** Notes each read of a user's health data by someone else, before the data leaves. */
@Injectable()
export class AccessLogService {
  constructor(private readonly database: Database) {}

  /** Await it before the answer: when the row cannot be written, nothing is read. Reads of one's own data are not noted. */
  async record(
    db: Handle,
    { id, role, requestId }: Reader,
    clientIds: readonly number[],
    what: HealthData,
  ): Promise<void> {
    const others = clientIds.filter((clientId) => clientId !== id);
    if (others.length > 0) await db.rows(RECORD, [others, id, role, what, requestId]);
  }

  /** The same for users of any role: a coach who was a client still has health data. */
  async recordProfiles(db: Handle, reader: Reader, users: readonly UserDto[]): Promise<void> {
    const ids = users.map(({ id }) => id);
    await this.record(db, reader, ids, 'profile');
  }

  /** The reads of a client's data, latest first. */
  async list(clientId: number, query: LongTimePageQuery): Promise<Page<AccessLogEntryDto>> {
    const list = new KeysetList(LATEST, query, 'access_log e');
    list.where(`client_id = ${list.parameter(clientId)}`);
    // Looks each name up by itself: with a plain join PostgreSQL may read all users for one page.
    const page = await list.page(
      this.database,
      (rest, sorted) => `
      SELECT e.id, e.reader_id, r.full_name AS reader_name, e.reader_role, e.what, e.read_at, e.request_id
        FROM (SELECT * FROM access_log e ${rest}) e
       CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = e.reader_id LIMIT 1) r
       ${sorted}`,
    );
    return page.map(({ id: _, ...entry }) => entry);
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database, type Handle } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { LongTimePageQuery, Page } from '../wire/lists/paging.js';
import type { AccessLogEntryDto } from './dto/access-log.dto.js';
import type { HealthData } from './health-data.js';
import { type Section, SECTIONS_OF } from './sections.js';

/** The user who reads health data. */
export type Reader = Pick<Principal, 'id' | 'role' | 'requestId'>;

const RECORD = `
  INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, sections)
  SELECT DISTINCT ON (client_id) client_id, $2::integer, $3::user_role, $4::health_data, $5::uuid, sections::shared_section[]
    FROM unnest($1::integer[], $6::text[]) AS read (client_id, sections)`;

/** What of a client is read, for the access log. */
export interface Read {
  readonly what: HealthData;
  readonly sections: readonly Section[];
}

/** A user whose profile is shown, or as much of it as the reader may see. Without the keys all of it is shown. */
interface ShownProfile {
  readonly id: number;
  readonly shares_profile?: boolean;
  readonly shares_health?: boolean;
}

/** Entries that are older than sections name none. */
type Entry = Omit<AccessLogEntryDto, 'sections'> & {
  readonly id: string;
  readonly sections: readonly Section[] | null;
};

const LATEST: Order<Entry> = {
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
  async record(db: Handle, reader: Reader, clientIds: readonly number[], { what, sections }: Read): Promise<void> {
    const reads = clientIds.map((id) => ({ id, sections }));
    await this.recordEach(db, reader, what, reads);
  }

  /** The same for users of any role: a coach who was a client still has health data. */
  async recordProfiles(db: Handle, reader: Reader, users: readonly ShownProfile[]): Promise<void> {
    const shown = users.filter(({ shares_profile = true }) => shares_profile);
    const reads = shown.map(({ id, shares_health = true }) => ({
      id,
      sections: shares_health ? SECTIONS_OF.profile : (['profile'] as const),
    }));
    await this.recordEach(db, reader, 'profile', reads);
  }

  /** The same when each client shows something else. */
  async recordEach(
    db: Handle,
    { id, role, requestId }: Reader,
    what: HealthData,
    reads: readonly { readonly id: number; readonly sections: readonly Section[] }[],
  ): Promise<void> {
    const others = reads.filter((read) => read.id !== id && read.sections.length > 0);
    if (others.length === 0) return;
    const ids = others.map((read) => read.id);
    const sections = others.map((read) => `{${read.sections.join(',')}}`);
    await db.rows(RECORD, [ids, id, role, what, requestId, sections]);
  }

  /** The reads of a client's data, latest first. */
  async list(clientId: number, query: LongTimePageQuery): Promise<Page<AccessLogEntryDto>> {
    const list = new KeysetList(LATEST, query, 'access_log e');
    list.where(`client_id = ${list.parameter(clientId)}`);
    // Looks each name up by itself: with a plain join PostgreSQL may read all users for one page.
    const page = await list.page(
      this.database,
      (rest, sorted) => `
      SELECT e.id, e.reader_id, r.full_name AS reader_name, e.reader_role, e.what, e.sections::text[] AS sections, e.read_at, e.request_id
        FROM (SELECT * FROM access_log e ${rest}) e
       CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = e.reader_id LIMIT 1) r
       ${sorted}`,
    );
    return page.map(({ id: _, ...entry }) => ({ ...entry, sections: entry.sections ?? SECTIONS_OF[entry.what] }));
  }
}

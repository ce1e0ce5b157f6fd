import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database, type Rows } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import { clockTime } from './domain/clock-time.js';
import { skipInWords, type SkipReason } from './domain/skip-reason.js';
import { WaitlistEntryNotFoundError } from './domain/wait-errors.js';
import type { WaitlistEntryDto, WaitlistQuery } from './dto/waitlist-entry.dto.js';

/** An entry with its offer, if it has one. */
export type EntryRow = Omit<WaitlistEntryDto, 'earliest' | 'latest' | 'skipped_for' | 'offer'> & {
  readonly earliest: number | null;
  readonly latest: number | null;
  readonly skipped_for: SkipReason | null;
  readonly hold_id: string | null;
  readonly offer_expires_at: string | null;
  readonly slot_number: number | null;
  readonly scheduled_at: string | null;
  readonly offered_type_id: number | null;
};

/** Entries are counted in the order in which they joined; each coach has a queue for slots and one for times, each group session its own. */
const POSITION = `
  CASE WHEN e.status = 'waiting' THEN (
    SELECT count(*)::integer FROM waitlist_entries w
     WHERE w.coach_id = e.coach_id AND w.kind = e.kind AND w.group_session_id IS NOT DISTINCT FROM e.group_session_id
       AND w.status = 'waiting' AND w.id <= e.id) END`;

const COLUMNS = `
  e.id, e.kind, e.coach_id, coach.full_name AS coach_name, e.client_id, client.full_name AS client_name, e.session_type_id,
  e.group_session_id, e.from_date AS "from", e.to_date AS "to", e.weekdays, e.earliest, e.latest, e.status, ${POSITION} AS position,
  e.skipped_for, o.hold_id, o.held_until AS offer_expires_at, o.slot_number, o.scheduled_at, o.session_type_id AS offered_type_id,
  e.created_at, e.updated_at`;

/** Looked up one by one, as for bookings. */
const JOINS = `
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = e.coach_id LIMIT 1) coach
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = e.client_id LIMIT 1) client
  LEFT JOIN LATERAL (SELECT * FROM bookings WHERE kind = 'offer' AND waitlist_entry_id = e.id LIMIT 1) o ON true`;

const ONE = `SELECT ${COLUMNS} FROM waitlist_entries e ${JOINS} WHERE e.id = $1`;

const NEWEST: Order<EntryRow> = {
  key: 'e.created_at',
  id: 'e.id',
  direction: 'DESC',
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

/** Reads waitlists: clients see their own entries, coaches those for themselves, admins all. */
@Injectable()
export class WaitlistReaderService {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list(reader: Principal, { status, ...query }: WaitlistQuery): Promise<Page<WaitlistEntryDto>> {
    const list = new KeysetList(NEWEST, query, 'waitlist_entries e');
    if (reader.role !== 'admin') list.where(`e.${reader.role}_id = ${list.parameter(reader.id)}`);
    list.whereAny('e.status', status);
    // The page is cut before positions are counted for it.
    const page = await list.page(
      this.database,
      (rest, sorted) => `SELECT ${COLUMNS} FROM (SELECT * FROM waitlist_entries e ${rest}) e ${JOINS} ${sorted}`,
    );
    return page.map(shown);
  }

  /** WaitlistEntryNotFoundError for others than its client, its coach and admins. */
  async find(reader: Principal, id: number): Promise<WaitlistEntryDto> {
    const entry = await this.read(this.database, id);
    const isParty = reader.role === 'admin' || reader.id === entry?.client_id || reader.id === entry?.coach_id;
    if (!entry || !isParty) throw new WaitlistEntryNotFoundError();
    return shown(entry);
  }

  /** The entry of a client; WaitlistEntryNotFoundError when it is another's. */
  async own(db: Rows, clientId: number, id: number): Promise<EntryRow> {
    const entry = await this.read(db, id);
    if (entry?.client_id !== clientId) throw new WaitlistEntryNotFoundError();
    return entry;
  }

  private async read(db: Rows, id: number): Promise<EntryRow | undefined> {
    const [entry] = await db.rows<EntryRow>(ONE, [id]);
    return entry;
  }
}

/** An entry as answers show it. */
export function shown(row: EntryRow): WaitlistEntryDto {
  const { hold_id, offer_expires_at, slot_number, scheduled_at, offered_type_id, ...entry } = row;
  const { earliest, latest, skipped_for, group_session_id } = entry;
  return {
    ...entry,
    earliest: earliest === null ? null : clockTime(earliest),
    latest: latest === null ? null : clockTime(latest),
    skipped_for: skipped_for === null ? null : skipInWords(skipped_for),
    offer:
      offer_expires_at === null ? null : { expires_at: offer_expires_at, slot_number, scheduled_at, group_session_id },
  };
}

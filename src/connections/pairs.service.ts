import { Injectable } from '@nestjs/common';
import { SECTIONS } from '../audit/sections.js';
import type { Handle, Transaction } from '../database/database.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { connects, shares } from './connected.js';
import { Connection } from './connection.entity.js';
import { ClientNotFoundError, NotYourCoachError } from './connection-errors.js';
import type { ChangeSharingDto, SharingDto } from './dto/sharing.dto.js';

const ALL = SECTIONS.join(', ');
const SHARED = SECTIONS.map((section) => `${shares(section)} AS ${section}`).join(', ');
/** A coach with whom the client is connected now. */
const CONNECTED_COACH = `
  FROM users u LEFT JOIN connections c ON c.coach_id = u.id AND c.client_id = $2
 WHERE u.id = $1 AND u.role = 'coach' AND ${connects('u.id', '$2')}`;

/** A coach who is being deleted is waited for, and is none then. */
const COACH_STAYS = `${CONNECTED_COACH} FOR KEY SHARE OF u`;

const SHARING = `SELECT ${SHARED} ${CONNECTED_COACH}`;

const sent = (index: number) => `$${index + 3}::boolean`;

/** One statement: of two changes at once both count. No row when the client ended the connection meanwhile. */
const CHANGE = `
  INSERT INTO connections AS p (coach_id, client_id, ended_at, ${ALL})
  SELECT u.id, $2, c.ended_at, ${SECTIONS.map((section, index) => `coalesce(${sent(index)}, ${shares(section)})`).join(', ')}
  ${COACH_STAYS}
      ON CONFLICT (coach_id, client_id) DO UPDATE
     SET ${SECTIONS.map((section, index) => `${section} = coalesce(${sent(index)}, p.${section})`).join(', ')}
   WHERE p.ended_at IS NOT DISTINCT FROM EXCLUDED.ended_at
  RETURNING ${ALL}`;

/** The next connection begins with all sections shared. */
const END = `
  INSERT INTO connections AS p (coach_id, client_id, ended_at)
  SELECT u.id, $2, $3 ${COACH_STAYS}
      ON CONFLICT (coach_id, client_id) DO UPDATE
     SET ended_at = EXCLUDED.ended_at, ${SECTIONS.map((section) => `${section} = true`).join(', ')}
  RETURNING coach_id`;

const BLOCK = `
  INSERT INTO connections AS p (coach_id, client_id, blocked_at)
  SELECT $1, u.id, $3 FROM users u WHERE u.id = $2 AND u.role = 'client'
      ON CONFLICT (coach_id, client_id) DO UPDATE SET blocked_at = coalesce(p.blocked_at, EXCLUDED.blocked_at)
  RETURNING client_id`;

const UNBLOCK = `
  WITH unblocked AS (UPDATE connections SET blocked_at = NULL WHERE coach_id = $1 AND client_id = $2)
  SELECT FROM users u WHERE u.id = $2 AND u.role = 'client'`;

/** What a coach and a client decide about each other, a row for each pair that decided anything. */
@Injectable()
export class PairsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** NotYourCoachError when the two are not connected. */
  async sharing(coachId: number, clientId: number): Promise<SharingDto> {
    const [sharing] = await this.database.rows<SharingDto>(SHARING, [coachId, clientId]);
    if (!sharing) throw new NotYourCoachError();
    return sharing;
  }

  /** Changes only what is sent. NotYourCoachError when the two are not connected. */
  async share(coachId: number, clientId: number, change: ChangeSharingDto): Promise<SharingDto> {
    const sections = SECTIONS.map((section) => change[section] ?? null);
    const [sharing] = await this.database.rows<SharingDto>(CHANGE, [coachId, clientId, ...sections]);
    if (!sharing) throw new NotYourCoachError();
    return sharing;
  }

  /** Until the client books with the coach again. NotYourCoachError when the two are not connected. */
  async end(coachId: number, clientId: number): Promise<void> {
    const ended = await this.database.rows(END, [coachId, clientId, this.clock.now()]);
    if (ended.length === 0) throw new NotYourCoachError();
  }

  /** From now on triggers refuse new bookings of the client with the coach. Errors: ClientNotFoundError. */
  async block(db: Handle, coachId: number, clientId: number): Promise<void> {
    const blocked = await db.rows(BLOCK, [coachId, clientId, this.clock.now()]);
    if (blocked.length === 0) throw new ClientNotFoundError();
  }

  async unblock(coachId: number, clientId: number): Promise<void> {
    const clients = await this.database.rows(UNBLOCK, [coachId, clientId]);
    if (clients.length === 0) throw new ClientNotFoundError();
  }

  /** Deletes what a user, as coach or as client, has with anybody: choices, blocks and notes. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(Connection).delete([{ coachId: userId }, { clientId: userId }]);
  }
}

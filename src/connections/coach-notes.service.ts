import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { connects } from './connected.js';
import { ClientNotFoundError, NotConnectedError } from './connection-errors.js';
import type { ClientNotesDto } from './dto/notes.dto.js';

const OPEN = `(${connects('$1', 'u.id')} OR c.notes IS NOT NULL)`;
const CLIENT = `
  FROM users u LEFT JOIN connections c ON c.coach_id = $1 AND c.client_id = u.id WHERE u.id = $2 AND u.role = 'client'`;

const READ = `SELECT c.notes, c.noted_at AS updated_at, ${OPEN} AS open ${CLIENT}`;

const WRITE = `
  INSERT INTO connections AS p (coach_id, client_id, notes, noted_at)
  SELECT $1, u.id, $3, CASE WHEN $3::text IS NOT NULL THEN $4::timestamptz END ${CLIENT} AND ${OPEN}
      ON CONFLICT (coach_id, client_id) DO UPDATE SET notes = EXCLUDED.notes, noted_at = EXCLUDED.noted_at
  RETURNING p.notes, p.noted_at AS updated_at`;

/**
 * Notes that a coach keeps on a client. Nobody else reads them but the client, in their export. A coach begins them while the two are
 * connected; what they have written stays theirs to read and to change.
 */
@Injectable()
export class CoachNotesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Errors: ClientNotFoundError, NotConnectedError. */
  async read(coachId: number, clientId: number): Promise<ClientNotesDto> {
    const [row] = await this.database.rows<ClientNotesDto & { open: boolean }>(READ, [coachId, clientId]);
    if (!row) throw new ClientNotFoundError();
    if (!row.open) throw new NotConnectedError();
    return { notes: row.notes, updated_at: row.updated_at };
  }

  /** Errors: ClientNotFoundError, NotConnectedError. */
  async write(coachId: number, clientId: number, notes: string | null): Promise<ClientNotesDto> {
    const [written] = await this.database.rows<ClientNotesDto>(WRITE, [coachId, clientId, notes, this.clock.now()]);
    if (written) return written;
    await this.read(coachId, clientId);
    throw new NotConnectedError();
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { ErasuresService } from '../erasure/erasures.service.js';

/** Accounts of one look. A look reads no more of them, however many there are, so that it never times out. */
const WINDOW = 1_000;

const UNUSED = `
  u.email_verified_at IS NULL AND u.deleted_at IS NULL AND u.role <> 'admin'
  AND NOT EXISTS (SELECT FROM bookings b WHERE b.client_id = u.id OR b.coach_id = u.id)
  AND NOT EXISTS (SELECT FROM pack_purchases p WHERE p.client_id = u.id)
  AND NOT EXISTS (SELECT FROM waitlist_entries w WHERE w.client_id = u.id OR w.coach_id = u.id)
  AND NOT EXISTS (SELECT FROM workout_logs l WHERE l.user_id = u.id)
  AND NOT EXISTS (SELECT FROM diet_logs l WHERE l.user_id = u.id)
  AND NOT EXISTS (SELECT FROM workout_plans p WHERE p.user_id = u.id)
  AND NOT EXISTS (SELECT FROM diet_plans p WHERE p.user_id = u.id)
  AND NOT EXISTS (SELECT FROM schedules s WHERE s.coach_id = u.id)
  AND NOT EXISTS (SELECT FROM sessions s WHERE s.user_id = u.id AND s.expires_at > now())`;

/** Accounts made before `$1` and after the place `$2`, `$3`. Those from before this installation asked to verify emails are left out. */
const LOOK = `
  SELECT u.id, u.created_at, (${UNUSED}) AS "isUnused"
    FROM (SELECT * FROM users
           WHERE created_at < $1::timestamptz
             AND (created_at, id) > (greatest($2::timestamptz, (SELECT verifies_since FROM installation)), $3::integer)
           ORDER BY created_at, id LIMIT ${WINDOW}) u
   ORDER BY u.created_at, u.id`;

const IS_UNUSED = `SELECT u.id FROM users u WHERE u.id = $1 AND ${UNUSED}`;

/** Where a look ended. */
export interface Place {
  readonly created_at: string;
  readonly id: number;
}

const BEGINNING: Place = { created_at: '-infinity', id: 0 };

/** Accounts that are never verified nor used, and where to look on. */
export interface Look {
  readonly unused: readonly Place[];
  /** Null at the end. */
  readonly next: Place | null;
}

/** Finds and deletes accounts that never verified their email and were never used. */
@Injectable()
export class UnusedAccountsService {
  constructor(
    private readonly database: Database,
    private readonly erasures: ErasuresService,
  ) {}

  async look(limit: Date, { created_at, id }: Place = BEGINNING): Promise<Look> {
    const seen = await this.database.rows<Place & { isUnused: boolean }>(LOOK, [limit, created_at, id]);
    const last = seen.length < WINDOW ? undefined : seen.at(-1);
    return { unused: seen.filter(({ isUnused }) => isUnused), next: last ?? null };
  }

  /** False when somebody used it meanwhile. */
  delete(id: number): Promise<boolean> {
    return this.erasures.expire(id, async (tx) => (await tx.rows(IS_UNUSED, [id])).length > 0);
  }
}

import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { EMPTIED } from './review-columns.js';

/** Locks the coaches first, in the order of their ids: their ratings change. */
const REMOVE = `
  WITH coaches AS MATERIALIZED (
    SELECT u.id FROM users u
     WHERE u.id IN (SELECT r.coach_id FROM reviews r JOIN bookings b ON b.id = r.booking_id
                     WHERE b.client_id = $1 AND r.on_account_deletion = 'remove' AND r.status <> 'deleted')
     ORDER BY u.id FOR NO KEY UPDATE
  )
  UPDATE reviews r SET ${EMPTIED} FROM coaches, bookings b
   WHERE r.coach_id = coaches.id AND b.id = r.booking_id AND b.client_id = $1 AND r.on_account_deletion = 'remove'
     AND r.status <> 'deleted'`;

const ANONYMISE = `
  UPDATE reviews r SET show_name = false FROM bookings b WHERE b.id = r.booking_id AND b.client_id = $1 AND r.show_name`;

/** What a coach wrote. */
const TAKE_BACK = `
  UPDATE reviews SET reply = NULL, replied_at = NULL, report_reason = NULL, reported_at = NULL
   WHERE coach_id = $1 AND num_nonnulls(reply, report_reason) > 0`;

/** The reviews that users leave. */
@Injectable()
export class ReviewRecordsService {
  /**
   * A client's reviews are removed or lose the name, as their writer chose; what a coach wrote goes. The user's row is locked, and the
   * database takes the rating from a coach's.
   */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(REMOVE, [userId]);
    await tx.rows(ANONYMISE, [userId]);
    await tx.rows(TAKE_BACK, [userId]);
  }
}

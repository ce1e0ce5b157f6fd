import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { Pack } from './pack.entity.js';
import { PurchaseDeskService } from './purchase-desk.service.js';

/** Whose credits somebody has: their own, and those that clients bought of them as a coach. */
export interface CreditsAtStake {
  readonly own: number;
  readonly ofClients: number;
}

/** Those of sessions ahead, too. */
const AT_STAKE = `
  SELECT coalesce(sum(p.credits_left + p.credits_reserved) FILTER (WHERE p.client_id = $1), 0)::integer AS own,
         coalesce(sum(p.credits_left + p.credits_reserved) FILTER (WHERE p.coach_id = $1), 0)::integer AS "ofClients"
    FROM pack_purchases p WHERE (p.client_id = $1 OR p.coach_id = $1) AND p.credits_left + p.credits_reserved > 0`;

const LEFT = `
  SELECT p.id FROM pack_purchases p
   WHERE p.credits_left > 0 AND ($2 = 'admin' AND p.client_id = $1 OR $2 IN ('admin', 'coach') AND p.coach_id = $1)
   ORDER BY p.id`;

const EXPIRE = `
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id)
  SELECT $2, 'credit:' || p.id, p.credits_left, 'client:' || p.client_id, 'platform',
         'expired:purchase:' || p.id || ':' || p.credits_expired + p.credits_left, p.id
    FROM (SELECT * FROM pack_purchases WHERE credits_left > 0 AND (client_id = $1 OR coach_id = $1) ORDER BY id FOR NO KEY UPDATE) p`;

const FORGET_WORDS = `
  UPDATE pack_purchases SET adjusted_because = 'The account was deleted.'
   WHERE (client_id = $1 OR coach_id = $1) AND adjusted_because IS NOT NULL`;

/** The packs that users leave. */
@Injectable()
export class PackRecordsService {
  constructor(
    private readonly desk: PurchaseDeskService,
    private readonly clock: Clock,
  ) {}

  atStake(tx: Transaction, userId: number): Promise<CreditsAtStake> {
    return tx.one<CreditsAtStake>(AT_STAKE, [userId]);
  }

  /**
   * A coach's packs go. Credits that are left end: as with sessions, coaches and admins return what was paid for them, and clients who
   * delete their own account lose them. Nothing is returned because of the system: it deletes once more who was deleted before a backup
   * was restored, and what was due went back then.
   */
  async forget(tx: Transaction, userId: number, by: { readonly role: string }): Promise<void> {
    for (const { id } of await tx.rows<{ id: number }>(LEFT, [userId, by.role])) await this.desk.giveBack(tx, id);
    await tx.rows(EXPIRE, [userId, this.clock.now()]);
    await tx.rows(FORGET_WORDS, [userId]);
    await tx.repository(Pack).delete({ coachId: userId });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Task, Worker } from '../outbox/worker.js';

const BATCH = 100;

/** Waits for no lock: a purchase whose credits are in use just now is looked at again. Its counts follow from the ledger. */
const EXPIRE = `
  WITH unpaid AS (
    UPDATE pack_purchases SET status = 'expired' WHERE id IN (
      SELECT p.id FROM pack_purchases p WHERE p.status = 'open' AND p.pay_until <= $1
       ORDER BY p.pay_until LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED)
  ), due AS MATERIALIZED (
    SELECT p.id, p.client_id, p.credits_left, p.credits_expired FROM pack_purchases p
     WHERE p.credits_left > 0 AND p.expires_at <= $1
     ORDER BY p.expires_at LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED
  )
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id)
  SELECT $1, 'credit:' || id, credits_left, 'client:' || client_id, 'platform',
         'expired:purchase:' || id || ':' || credits_expired + credits_left, id
    FROM due
  RETURNING purchase_id`;

/** What time alone does to purchases: nobody pays those whose deadline is over, and credits expire. */
@Injectable()
export class CreditExpiryService implements Task, OnModuleInit {
  readonly name = 'credit-expiry';
  readonly due = `
    EXISTS (SELECT FROM pack_purchases p WHERE p.status = 'open' AND p.pay_until <= $1)
    OR EXISTS (SELECT FROM pack_purchases p WHERE p.credits_left > 0 AND p.expires_at <= $1)`;

  constructor(
    private readonly database: Database,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    const expired = await this.database.rows<{ purchase_id: number }>(EXPIRE, [now]);
    return expired.length === BATCH;
  }
}

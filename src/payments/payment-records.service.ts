import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';

/** Whoever still pays on such a page gets the money back. */
const FORGET = `
  UPDATE checkouts SET url = NULL, status = CASE status WHEN 'open' THEN 'ended' ELSE status END
   WHERE (client_id = $1 OR coach_id = $1) AND (url IS NOT NULL OR status = 'open')`;

/** The payments that users leave: the books keep them, for they say what was paid, and the provider's name of a payment, to return it. */
@Injectable()
export class PaymentRecordsService {
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(FORGET, [userId]);
  }
}

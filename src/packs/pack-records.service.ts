import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { PackPurchase } from './pack-purchase.entity.js';
import { Pack } from './pack.entity.js';

/** The packs that users leave. */
@Injectable()
export class PackRecordsService {
  /** A coach's packs go, and what they called the packs that were bought. The books keep what was paid: admins can refund what is left. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(Pack).delete({ coachId: userId });
    await tx.repository(PackPurchase).update({ coachId: userId }, { name: 'Pack' });
    await tx.repository(PackPurchase).update({ clientId: userId }, { adjustedBecause: 'The account was deleted.' });
  }
}

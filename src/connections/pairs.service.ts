import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.js';
import { Connection } from './connection.entity.js';

/** The rows of pairs of coaches and clients. */
@Injectable()
export class PairsService {
  /** Deletes what a user, as coach or as client, has with anybody: choices, blocks and notes. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(Connection).delete([{ coachId: userId }, { clientId: userId }]);
  }
}

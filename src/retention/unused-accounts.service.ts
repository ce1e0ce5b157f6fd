import { Injectable } from '@nestjs/common';
import { ErasuresService } from '../erasure/erasures.service.js';
import { IS_UNUSED } from './retention-rules.js';

/** Deletes accounts that never verified their email and were never used. */
@Injectable()
export class UnusedAccountsService {
  constructor(private readonly erasures: ErasuresService) {}

  /** False when somebody used it meanwhile. */
  delete(id: number, limit: Date): Promise<boolean> {
    return this.erasures.expire(id, async (tx) => (await tx.rows(IS_UNUSED, [limit, id])).length > 0);
  }
}

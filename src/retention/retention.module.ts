import { Module } from '@nestjs/common';
import { ErasureModule } from '../erasure/erasure.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { DailyRetentionService } from './daily-retention.service.js';
import { RetentionService } from './retention.service.js';
import { UnusedAccountsService } from './unused-accounts.service.js';

/** What grows by itself goes after a time. */
@Module({
  imports: [ErasureModule, OutboxModule],
  providers: [RetentionService, UnusedAccountsService, DailyRetentionService],
  exports: [RetentionService],
})
export class RetentionModule {}

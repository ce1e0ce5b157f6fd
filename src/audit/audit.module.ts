import { Module } from '@nestjs/common';
import { AccessLogService } from './access-log.service.js';

/** Records who read whose health data. */
@Module({ providers: [AccessLogService], exports: [AccessLogService] })
export class AuditModule {}

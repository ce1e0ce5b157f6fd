import { Module } from '@nestjs/common';
import { AccessLogService } from './access-log.service.js';
import { AdminAuditService } from './admin-audit.service.js';

/** Who read whose health data, and what admins changed of others. */
@Module({ providers: [AccessLogService, AdminAuditService], exports: [AccessLogService, AdminAuditService] })
export class AuditModule {}

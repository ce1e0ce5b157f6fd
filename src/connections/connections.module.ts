import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ConnectionsService } from './connections.service.js';

/** Decides which readers may see which client. */
@Module({ imports: [AuditModule], providers: [ConnectionsService], exports: [ConnectionsService] })
export class ConnectionsModule {}

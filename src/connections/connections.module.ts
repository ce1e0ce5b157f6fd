import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { ClientCoachesService } from './client-coaches.service.js';
import { CoachNotesService } from './coach-notes.service.js';
import { BlockedError, ClientNotFoundError } from './connection-errors.js';
import { ConnectionsService } from './connections.service.js';
import { PairsService } from './pairs.service.js';

export const connectionConstraints: ConstraintRefusals = {
  // The client was deleted meanwhile: what the coach's operations answer when there is none.
  connections_people_alive: () => new ClientNotFoundError(),
  bookings_client_not_blocked: () => new BlockedError(),
  waitlist_entries_client_not_blocked: () => new BlockedError(),
};

/** Decides which readers may see which client, and keeps what coach and client decide about each other. */
@Module({
  imports: [AuditModule],
  providers: [ClientCoachesService, CoachNotesService, ConnectionsService, PairsService],
  exports: [ClientCoachesService, CoachNotesService, ConnectionsService, PairsService],
})
export class ConnectionsModule {}

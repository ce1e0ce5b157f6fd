import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { AdminPurchasesController } from './admin-purchases.controller.js';
import { CoachPacksController } from './coach-packs.controller.js';
import { CreditsController } from './credits.controller.js';
import { CreditsService } from './credits.service.js';
import { CreditExpiryService } from './credit-expiry.service.js';
import { ForeignSessionTypesError } from './pack-errors.js';
import { PackRecordsService } from './pack-records.service.js';
import { PacksController } from './packs.controller.js';
import { PurchasesService } from './purchases.service.js';
import { PurchaseDeskService } from './purchase-desk.service.js';
import { PacksService } from './packs.service.js';

export const packConstraints: ConstraintRefusals = {
  packs_types_of_coach: () => new ForeignSessionTypesError(),
};

/** What coaches sell together, and the credits that clients have of it. */
@Module({
  imports: [AvailabilityModule, BookingsModule, ConnectionsModule, OutboxModule],
  controllers: [AdminPurchasesController, CoachPacksController, CreditsController, PacksController],
  providers: [
    CreditExpiryService,
    CreditsService,
    PackRecordsService,
    PacksService,
    PurchaseDeskService,
    PurchasesService,
  ],
  exports: [PackRecordsService],
})
export class PacksModule {}

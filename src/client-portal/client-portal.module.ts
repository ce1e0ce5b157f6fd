import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ErasureModule } from '../erasure/erasure.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { TrainingModule } from '../training/training.module.js';
import { UsersModule } from '../users/users.module.js';
import { ClientAccessLogController } from './client-access-log.controller.js';
import { ClientCoachesController } from './client-coaches.controller.js';
import { ClientPlansController } from './client-plans.controller.js';
import { ClientProfileController } from './client-profile.controller.js';
import { ClientProgressController } from './client-progress.controller.js';
import { DietLogsController, WorkoutLogsController } from './logs.controller.js';
import { OwnAccountController } from './own-account.controller.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { OwnStatsService } from './own-stats.service.js';

/** Routes for users' own data: logs, plans, progress, profile and figures. */
@Module({
  imports: [AuditModule, ConnectionsModule, ErasureModule, PaymentsModule, TrainingModule, UsersModule],
  controllers: [
    OwnAccountController,
    ClientProfileController,
    WorkoutLogsController,
    DietLogsController,
    ClientPlansController,
    ClientProgressController,
    ClientAccessLogController,
    ClientCoachesController,
    ReceiptsController,
  ],
  providers: [OwnStatsService],
})
export class ClientPortalModule {}

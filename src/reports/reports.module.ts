import { Module } from '@nestjs/common';
import { AdminReportsController, CoachReportsController } from './reports.controller.js';
import { UtilisationService } from './utilisation.service.js';

/** Figures for coaches and admins. Owns no table. */
@Module({ controllers: [AdminReportsController, CoachReportsController], providers: [UtilisationService] })
export class ReportsModule {}

import { Module } from '@nestjs/common';
import { ReportsController } from './reports.controller.js';
import { UtilisationService } from './utilisation.service.js';

/** Figures for coaches and admins. Owns no table. */
@Module({ controllers: [ReportsController], providers: [UtilisationService] })
export class ReportsModule {}

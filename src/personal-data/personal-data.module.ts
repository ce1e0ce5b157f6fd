import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { ExportContentService } from './exports/export-content.service.js';
import { ExportMakerService } from './exports/export-maker.service.js';
import { ExportRowsService } from './exports/export-rows.service.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';

export const personalDataConstraints: ConstraintRefusals = {
  exports_user_alive: () => new UnauthenticatedError(),
};

/** What we hold about people, and the copy that they get of it. */
@Module({
  imports: [OutboxModule],
  controllers: [ExportsController],
  providers: [ExportsService, ExportMakerService, ExportRowsService, ExportContentService],
  exports: [ExportRowsService],
})
export class PersonalDataModule {}

import { Module } from '@nestjs/common';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { SeriesBookingsService } from './series-bookings.service.js';
import { SeriesChangesService } from './series-changes.service.js';
import { SeriesMovesService } from './series-moves.service.js';
import { SeriesPlansService } from './series-plans.service.js';
import { SeriesReaderService } from './series-reader.service.js';
import { SeriesTargetsService } from './series-targets.service.js';
import { SeriesController } from './series.controller.js';

export const seriesConstraints: ConstraintRefusals = {
  // The coach deleted the session type after it was read.
  series_session_type_id_fkey: () => new SessionTypeNotFoundError(),
};

/** Sessions that come again and again. Each of them is an ordinary booking. */
@Module({
  imports: [BookingsModule],
  controllers: [SeriesController],
  providers: [
    SeriesBookingsService,
    SeriesChangesService,
    SeriesMovesService,
    SeriesPlansService,
    SeriesReaderService,
    SeriesTargetsService,
  ],
})
export class SeriesModule {}

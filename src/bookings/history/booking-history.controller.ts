import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import { LongTimePageQuery, type Page } from '../../wire/lists/paging.js';
import { PathId } from '../../wire/fields/path-id.js';
import { BookingHistoryService } from './booking-history.service.js';
import { BookingNotFoundError, NotYourBookingError } from '../domain/booking-errors.js';
import { HistoryEntryDto } from '../dto/booking-history.dto.js';

@ApiTags('Bookings')
@Controller('bookings/bookings/:id/history')
export class BookingHistoryController {
  constructor(private readonly history: BookingHistoryService) {}

  @Get()
  @AllowAny()
  @ApiOperation({
    summary: 'What happened to a booking',
    description: 'For its client, its coach and admins; the oldest change comes first.',
  })
  @ApiOkResponse({ type: [HistoryEntryDto] })
  @Refuses(new NotYourBookingError(), new BookingNotFoundError())
  list(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Query() query: LongTimePageQuery,
  ): Promise<Page<HistoryEntryDto>> {
    return this.history.list(me, id, query);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import {
  AlreadyStartedError,
  BookingNotFoundError,
  CoachNotFoundError,
  InvalidTransitionError,
  NotYourBookingError,
  TooLateToMoveError,
} from '../bookings/domain/booking-errors.js';
import { BlockedError } from '../connections/connection-errors.js';
import { CreditExpiresError, NoCreditsError } from '../bookings/domain/credit-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { Refuses } from '../problems/refuses.js';
import { type Page, TimePageQuery } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { CONFLICT_EXAMPLE, NoSeriesError, SeriesNotFoundError } from './domain/series-errors.js';
import { AskForSeriesDto, CancelSeriesDto, MoveSeriesDto, SERIES } from './dto/series-requests.dto.js';
import { PlannedSeriesDto, SeriesDto, SeriesSummaryDto } from './dto/series.dto.js';
import { SeriesBookingsService } from './series-bookings.service.js';
import { SeriesChangesService } from './series-changes.service.js';
import { SeriesMovesService } from './series-moves.service.js';
import { SeriesReaderService } from './series-reader.service.js';

const WHO = [new NotYourBookingError(), new SeriesNotFoundError()] as const;
const WHAT = [new CoachNotFoundError(), new SessionTypeNotFoundError(), new NoSeriesError()] as const;

@ApiTags('Series')
@Controller('bookings/series')
export class SeriesController {
  constructor(
    private readonly bookings: SeriesBookingsService,
    private readonly reader: SeriesReaderService,
    private readonly changes: SeriesChangesService,
    private readonly moves: SeriesMovesService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Post('preview')
  @Allow('client')
  @HttpCode(200)
  @ApiOperation({
    summary: 'See what would become of a series',
    description: 'The same body as for booking it. Tells each session, and whether it is free. Changes nothing.',
  })
  @ApiBody({ type: AskForSeriesDto, examples: SERIES })
  @ApiOkResponse({ type: PlannedSeriesDto })
  @Refuses(...WHAT)
  preview(@CurrentPrincipal() client: Principal, @Body() body: AskForSeriesDto): Promise<PlannedSeriesDto> {
    return this.bookings.preview(client.id, body.toRequest());
  }

  @Post()
  @Allow('client')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Book a session again and again',
    description:
      'Each session starts at the same time by the clocks of the coach, over changes to summer time too. They are ordinary ' +
      'bookings with a `series_id`. All of them, or none with `series-conflict`; with `on_conflict: "skip"` those that are free. ' +
      'A series reaches as far ahead as its coach wants (`series_weeks`).',
  })
  @ApiBody({ type: AskForSeriesDto, examples: SERIES })
  @ApiCreatedResponse({ type: PlannedSeriesDto })
  @Refuses(...WHAT, new BlockedError(), new NoCreditsError(), CONFLICT_EXAMPLE, ...KEY_REFUSALS)
  book(
    @CurrentPrincipal() client: Principal,
    @Body() body: AskForSeriesDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<PlannedSeriesDto> {
    return this.idempotency.run(repetition, (db) => this.bookings.book(db, client.id, body.toRequest()));
  }

  @Get()
  @AllowAny()
  @ApiOperation({
    summary: 'List series',
    description: 'My own as a client or a coach, all for admins; the newest first.',
  })
  @ApiOkResponse({ type: [SeriesSummaryDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: TimePageQuery): Promise<Page<SeriesSummaryDto>> {
    return this.reader.list(me, query);
  }

  @Get(':id')
  @AllowAny()
  @ApiOperation({
    summary: 'Look at a series',
    description: 'With its bookings as they are now, for its client, its coach and admins.',
  })
  @ApiOkResponse({ type: SeriesDto })
  @Refuses(...WHO)
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<SeriesDto> {
    return this.reader.find(me, id);
  }

  @Post(':id/confirm')
  @Allow('coach')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm a series',
    description:
      'All its sessions that are pending and have not started. When there are none, nothing changes. Those that must be paid ' +
      'first stay pending until they are.',
  })
  @ApiOkResponse({ type: SeriesDto })
  @Refuses(...WHO)
  confirm(@CurrentPrincipal() coach: Principal, @Param('id', PathId) id: number): Promise<SeriesDto> {
    return this.changes.confirm(coach, id);
  }

  @Post(':id/cancel')
  @AllowAny()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel this session of a series and all later ones',
    description:
      'By its client, its coach and admins. Without `from`: all that have not started. What has started stays, and what a client ' +
      'cancels too late is marked as late, each for itself.',
  })
  @ApiOkResponse({ type: SeriesDto })
  @Refuses(...WHO, new BookingNotFoundError(), new AlreadyStartedError())
  cancel(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: CancelSeriesDto,
  ): Promise<SeriesDto> {
    return this.changes.cancel(me, id, body.toCancellation());
  }

  @Post(':id/move')
  @AllowAny()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Move this session of a series and all later ones',
    description:
      'They go as many days further as the first one does, to the new time of the day in the zone of the series: all or none. A ' +
      'session that was moved by itself stays where it is. Clients are bound as by single moves, for each session.',
  })
  @ApiOkResponse({ type: SeriesDto })
  @Refuses(
    ...WHO,
    new BookingNotFoundError(),
    new InvalidTransitionError('completed', 'another time'),
    new TooLateToMoveError(720),
    new CoachNotFoundError(),
    new CreditExpiresError(),
    CONFLICT_EXAMPLE,
  )
  move(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: MoveSeriesDto,
  ): Promise<SeriesDto> {
    return this.moves.move(me, id, body.from, new Date(body.starts_at));
  }
}

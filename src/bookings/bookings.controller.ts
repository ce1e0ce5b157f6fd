import { Body, Controller, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import type { Page } from '../wire/paging.js';
import { PathId } from '../wire/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { BookingPartyGuard } from './booking-party.guard.js';
import { BookingsReaderService } from './bookings-reader.service.js';
import { BookingsService } from './bookings.service.js';
import { CoachesService } from './coaches.service.js';
import {
  AlreadyBookedError,
  AlreadyStartedError,
  BookingNotFoundError,
  BookingsBusyError,
  CoachNotFoundError,
  InvalidTransitionError,
  NoAvailableSlotsError,
  NotYourBookingError,
  OnlyCancelError,
  SlotTakenError,
  TimeConflictError,
} from './domain/booking-errors.js';
import { BookingDto, BookingWithDetailsDto } from './dto/booking.dto.js';
import { AllBookingsQuery, BookingsQuery, BookSlotDto, ChangeBookingDto, CHANGES } from './dto/booking-requests.dto.js';
import { CoachAvailabilityDto, CoachesQuery } from './dto/coach-availability.dto.js';

@ApiTags('Bookings')
@Controller('bookings')
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly reader: BookingsReaderService,
    private readonly coaches: CoachesService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get('coaches')
  @AllowAny()
  @ApiOperation({ summary: 'Look at the coaches and what they have free', description: 'Sorted by name.' })
  @ApiOkResponse({ type: [CoachAvailabilityDto] })
  listCoaches(@Query() query: CoachesQuery): Promise<Page<CoachAvailabilityDto>> {
    return this.coaches.list(query);
  }

  @Get('coaches/:coach_id')
  @AllowAny()
  @ApiOperation({ summary: 'Look at one coach' })
  @ApiOkResponse({ type: CoachAvailabilityDto })
  @Refuses(new CoachNotFoundError())
  showCoach(@Param('coach_id', PathId) coachId: number): Promise<CoachAvailabilityDto> {
    return this.coaches.find(coachId);
  }

  @Post('book')
  @Allow('client')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Book a slot with a coach',
    description:
      'The booking is pending until its coach confirms it. Of several clients who ask for one slot at once, exactly one gets it.',
  })
  @ApiCreatedResponse({ type: BookingDto })
  @Refuses(
    new CoachNotFoundError(),
    new AlreadyBookedError(3),
    new NoAvailableSlotsError(),
    new SlotTakenError(),
    new TimeConflictError(),
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  book(
    @CurrentPrincipal() client: Principal,
    @Body() body: BookSlotDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<BookingDto> {
    return this.idempotency.run(repetition, (db) => this.bookings.book(db, client.id, body.toRequest()));
  }

  @Get('my-bookings')
  @Allow('client', 'coach')
  @ApiOperation({ summary: 'List my bookings', description: 'As a client or as a coach; the newest comes first.' })
  @ApiOkResponse({ type: [BookingWithDetailsDto] })
  listMine(@CurrentPrincipal() me: Principal, @Query() query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.reader.listMine(me, query);
  }

  @Get('bookings/:id')
  @AllowAny()
  @ApiOperation({ summary: 'Look at one booking', description: 'For its client, its coach and admins.' })
  @ApiOkResponse({ type: BookingWithDetailsDto })
  @Refuses(new NotYourBookingError(), new BookingNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<BookingWithDetailsDto> {
    return this.reader.find(me, id);
  }

  @Put('bookings/:id')
  @AllowAny()
  @UseGuards(BookingPartyGuard)
  @ApiOperation({
    summary: 'Confirm, complete, move or cancel a booking',
    description:
      'Its coach confirms a pending booking, completes a confirmed one, moves an active one and writes notes. Client, ' +
      'coach and admins cancel; a client or an admin sends `{"status":"cancelled"}` and nothing else. Asking for the ' +
      'status that it already has changes nothing. From its start on a session is neither confirmed, nor cancelled by its ' +
      'client once it is confirmed. The booking may be sent back whole: unchanged values, names, `created_at` and ' +
      '`updated_at` are ignored.',
  })
  @ApiBody({ type: ChangeBookingDto, examples: CHANGES })
  @ApiOkResponse({ type: BookingDto })
  @Refuses(
    new NotYourBookingError(),
    new OnlyCancelError(),
    new BookingNotFoundError(),
    new InvalidTransitionError('completed', 'confirmed'),
    new AlreadyStartedError(),
    new TimeConflictError(),
  )
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeBookingDto,
  ): Promise<BookingDto> {
    return this.bookings.change(me, id, body.toChange());
  }

  @Get('coach/bookings')
  @Allow('coach', 'admin')
  @ApiOperation({
    summary: 'My calendar as a coach',
    description: 'Bookings without a time first, then the latest session. An admin has none of their own.',
  })
  @ApiOkResponse({ type: [BookingWithDetailsDto] })
  listCalendar(@CurrentPrincipal() me: Principal, @Query() query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.reader.listCalendar(me, query);
  }

  @Get('admin/bookings')
  @Allow('admin')
  @ApiOperation({ summary: 'List all bookings', description: 'The newest comes first.' })
  @ApiOkResponse({ type: [BookingWithDetailsDto] })
  listAll(@Query() query: AllBookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.reader.listAll(query);
  }

  @Get('admin/coaches/:coach_id/bookings')
  @Allow('admin')
  @ApiOperation({
    summary: 'The calendar of one coach',
    description: 'Bookings without a time first, then the latest session.',
  })
  @ApiOkResponse({ type: [BookingWithDetailsDto] })
  @Refuses(new CoachNotFoundError())
  listCalendarOf(
    @Param('coach_id', PathId) coachId: number,
    @Query() query: BookingsQuery,
  ): Promise<Page<BookingWithDetailsDto>> {
    return this.reader.listCalendarOf(coachId, query);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import { SessionTypeDto } from '../availability/dto/session-types.dto.js';
import { BlockedError } from '../connections/connection-errors.js';
import { CreditExpiresError, NoCreditsError } from './domain/credit-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { Refuses } from '../problems/refuses.js';
import { IntPageQuery, type Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { BookingChangesService } from './booking-changes.service.js';
import { BookingDeskService } from './booking-desk.service.js';
import { BookingPartyGuard } from './booking-party.guard.js';
import { BookingsReaderService } from './bookings-reader.service.js';
import { CoachesService } from './coaches.service.js';
import {
  AlreadyBookedError,
  AlreadyStartedError,
  BookingNotFoundError,
  BookingsBusyError,
  CoachNotFoundError,
  InvalidTransitionError,
  NoAvailableSlotsError,
  NotStartedError,
  NotYourBookingError,
  NoTimeYetError,
  OnlyCancelError,
  PaymentDueError,
  SlotTakenError,
  TimeConflictError,
  TooLateToMoveError,
} from './domain/booking-errors.js';
import { HoldGoneError, NOT_FREE, NOT_FREE_TO_MOVE } from './domain/time-refusal.js';
import { AllBookingsQuery, BookingsQuery, MyBookingsQuery } from './dto/booking-lists.dto.js';
import { BOOKINGS, BookSlotDto, ChangeBookingDto, CHANGES, MoveBookingDto } from './dto/booking-requests.dto.js';
import { BookingDto, BookingWithDetailsDto } from './dto/booking.dto.js';
import { CoachAvailabilityDto, CoachesQuery, CoachWithSlotsDto } from './dto/coach-availability.dto.js';
import {
  GroupSessionFullError,
  GroupSessionNotFoundError,
  SeatMovesWithSessionError,
} from './group-sessions/domain/group-session-errors.js';
import { MovesService } from './times/moves.service.js';

@ApiTags('Bookings')
@Controller('bookings')
export class BookingsController {
  constructor(
    private readonly desk: BookingDeskService,
    private readonly changes: BookingChangesService,
    private readonly moves: MovesService,
    private readonly coaches: CoachesService,
    private readonly reader: BookingsReaderService,
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
  @ApiOkResponse({ type: CoachWithSlotsDto })
  @Refuses(new CoachNotFoundError())
  showCoach(@Param('coach_id', PathId) coachId: number): Promise<CoachWithSlotsDto> {
    return this.coaches.find(coachId);
  }

  @Get('coaches/:coach_id/session-types')
  @AllowAny()
  @ApiOperation({ summary: 'What a coach offers', description: 'The session types that can be booked, by position.' })
  @ApiOkResponse({ type: [SessionTypeDto] })
  @Refuses(new CoachNotFoundError())
  listSessionTypes(
    @Param('coach_id', PathId) coachId: number,
    @Query() query: IntPageQuery,
  ): Promise<Page<SessionTypeDto>> {
    return this.coaches.sessionTypes(coachId, query);
  }

  @Post('book')
  @Allow('client')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Book a slot, a time or a seat with a coach',
    description:
      'With `slot_number`: one of the numbered slots. Without: a free time, as `GET /bookings/coaches/{coach_id}/times` lists ' +
      'them. The booking is pending until its coach confirms it, or confirmed at once if the coach wants it so. Of several ' +
      'clients who ask for one slot or time at once, exactly one gets it. A time that is not free is refused with the first ' +
      'reason as code, and all of them in `reasons`. With `group_session_id`: a seat of a group session, one for each client.',
  })
  @ApiBody({ type: BookSlotDto, examples: BOOKINGS })
  @ApiCreatedResponse({ type: BookingDto })
  @Refuses(
    new CoachNotFoundError(),
    new SessionTypeNotFoundError(),
    new AlreadyBookedError(3),
    new NoAvailableSlotsError(),
    new SlotTakenError(),
    new TimeConflictError(),
    new BlockedError(),
    new NoCreditsError(),
    new HoldGoneError(),
    new GroupSessionNotFoundError(),
    new GroupSessionFullError(),
    ...NOT_FREE,
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  book(
    @CurrentPrincipal() client: Principal,
    @Body() body: BookSlotDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<BookingDto> {
    return this.idempotency.run(repetition, (db) => this.desk.book(db, client.id, body.toRequest()));
  }

  @Get('my-bookings')
  @Allow('client', 'coach')
  @ApiOperation({
    summary: 'List my bookings',
    description: 'As a client or as a coach; the newest comes first, unless `sort` says otherwise.',
  })
  @ApiOkResponse({ type: [BookingWithDetailsDto] })
  listMine(@CurrentPrincipal() me: Principal, @Query() query: MyBookingsQuery): Promise<Page<BookingWithDetailsDto>> {
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
      'coach and admins cancel; a client or an admin sends `{"status":"cancelled"}`, with a `reason` if they like. Asking for the ' +
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
    new PaymentDueError(),
    new AlreadyStartedError(),
    new NotStartedError(),
    new SeatMovesWithSessionError(),
    new TimeConflictError(),
  )
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeBookingDto,
  ): Promise<BookingDto> {
    return this.changes.change(me, id, body.toChange());
  }

  @Post('bookings/:id/move')
  @AllowAny()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Move a booking to another time',
    description:
      'Its client moves it until `actions.move_until`, to a time that is free for them; it is pending again, unless the coach ' +
      'confirms at once. Coach and admins move it at any time, also outside the hours; its status stays. The id stays, ' +
      '`sequence` rises. Asking for the time that it already has changes nothing.',
  })
  @ApiOkResponse({ type: BookingDto })
  @Refuses(
    new NotYourBookingError(),
    new BookingNotFoundError(),
    new CoachNotFoundError(),
    new InvalidTransitionError('completed', 'another time'),
    new NoTimeYetError(),
    new SeatMovesWithSessionError(),
    new TooLateToMoveError(720),
    new CreditExpiresError(),
    ...NOT_FREE_TO_MOVE,
    new BookingsBusyError(),
  )
  move(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: MoveBookingDto,
  ): Promise<BookingDto> {
    return this.moves.move(me, id, new Date(body.scheduled_at));
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
  listAll(@CurrentPrincipal() me: Principal, @Query() query: AllBookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.reader.listAll(me, query);
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
    @CurrentPrincipal() me: Principal,
    @Param('coach_id', PathId) coachId: number,
    @Query() query: BookingsQuery,
  ): Promise<Page<BookingWithDetailsDto>> {
    return this.reader.listCalendarOf(me, coachId, query);
  }
}

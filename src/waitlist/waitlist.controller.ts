import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Allow, AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import { AlreadyBookedError, BookingsBusyError, CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { NOT_FREE } from '../bookings/domain/time-refusal.js';
import { BookingDto } from '../bookings/dto/booking.dto.js';
import { GroupSessionNotFoundError } from '../bookings/group-sessions/domain/group-session-errors.js';
import { BlockedError } from '../connections/connection-errors.js';
import { NoCreditsError } from '../bookings/domain/credit-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { Refuses } from '../problems/refuses.js';
import type { Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import {
  AlreadyWaitingError,
  NoOfferError,
  OfferGoneError,
  SeatsAvailableError,
  SlotsAvailableError,
  WaitlistEntryNotFoundError,
} from './domain/wait-errors.js';
import { JoinWaitlistDto, WISHES } from './dto/join-waitlist.dto.js';
import { WaitlistEntryDto, WaitlistQuery } from './dto/waitlist-entry.dto.js';
import { OffersService } from './offers.service.js';
import { WaitlistReaderService } from './waitlist-reader.service.js';
import { WaitlistService } from './waitlist.service.js';

@ApiTags('Waitlist')
@Controller('bookings/waitlist')
export class WaitlistController {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly offers: OffersService,
    private readonly reader: WaitlistReaderService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Post()
  @Allow('client')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Wait until something is free',
    description:
      'With `coach_id` alone for any slot of a fully booked coach; with `from` and `to` for a free time of theirs; with ' +
      '`group_session_id` for a seat. First come, first served: what becomes free is offered to the first one who can take it, and ' +
      'nobody else can book it until the offer ends.',
  })
  @ApiBody({ type: JoinWaitlistDto, examples: WISHES })
  @ApiCreatedResponse({ type: WaitlistEntryDto })
  @Refuses(
    new CoachNotFoundError(),
    new BlockedError(),
    new SessionTypeNotFoundError(),
    new GroupSessionNotFoundError(),
    new SlotsAvailableError(),
    new SeatsAvailableError(),
    new AlreadyBookedError(),
    new AlreadyWaitingError(),
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  join(
    @CurrentPrincipal() client: Principal,
    @Body() body: JoinWaitlistDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<WaitlistEntryDto> {
    return this.idempotency.run(repetition, (db) => this.waitlist.join(db, client, body.toTarget()));
  }

  @Get()
  @AllowAny()
  @ApiOperation({
    summary: 'List waitlist entries',
    description: 'Clients see their own, coaches those for themselves, admins all. The newest comes first.',
  })
  @ApiOkResponse({ type: [WaitlistEntryDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: WaitlistQuery): Promise<Page<WaitlistEntryDto>> {
    return this.reader.list(me, query);
  }

  @Get(':id')
  @AllowAny()
  @ApiOperation({ summary: 'Look at a waitlist entry', description: 'For its client, its coach and admins.' })
  @ApiOkResponse({ type: WaitlistEntryDto })
  @Refuses(new WaitlistEntryNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<WaitlistEntryDto> {
    return this.reader.find(me, id);
  }

  @Delete(':id')
  @Allow('client')
  @HttpCode(204)
  @ApiOperation({ summary: 'Stop waiting', description: 'Gives up the place, and the offer if there is one.' })
  @ApiNoContentResponse()
  @Refuses(new WaitlistEntryNotFoundError())
  leave(@CurrentPrincipal() client: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.waitlist.leave(client, id);
  }

  @Post(':id/accept')
  @Allow('client')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Accept what is offered',
    description: 'Books it, as `POST /bookings/book` does. An offer that has ended cannot be accepted.',
  })
  @ApiCreatedResponse({ type: BookingDto })
  @Refuses(
    new WaitlistEntryNotFoundError(),
    new CoachNotFoundError(),
    new BlockedError(),
    new NoCreditsError(),
    new SessionTypeNotFoundError(),
    new GroupSessionNotFoundError(),
    new NoOfferError(),
    new OfferGoneError(),
    ...NOT_FREE,
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  accept(
    @CurrentPrincipal() client: Principal,
    @Param('id', PathId) id: number,
    @Repetition() repetition: Repeatable | null,
  ): Promise<BookingDto> {
    return this.idempotency.run(repetition, (db) => this.offers.accept(db, client.id, id));
  }

  @Post(':id/decline')
  @Allow('client')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decline what is offered', description: 'It goes to the next one, and the place with it.' })
  @ApiOkResponse({ type: WaitlistEntryDto })
  @Refuses(new WaitlistEntryNotFoundError(), new NoOfferError(), new OfferGoneError())
  decline(@CurrentPrincipal() client: Principal, @Param('id', PathId) id: number): Promise<WaitlistEntryDto> {
    return this.waitlist.decline(client, id);
  }
}

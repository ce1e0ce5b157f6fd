import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Allow, AllowAny } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { SessionTypeNotFoundError } from '../../availability/availability-errors.js';
import { BlockedError, ClientNotFoundError, NotConnectedError } from '../../connections/connection-errors.js';
import { NoCreditsError } from '../domain/credit-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../../idempotency/idempotency.service.js';
import { Refuses } from '../../problems/refuses.js';
import { PathId, PathUuid } from '../../wire/fields/path-id.js';
import { BookingsBusyError, ClientInactiveError, CoachNotFoundError } from '../domain/booking-errors.js';
import { HoldNotFoundError, NOT_FREE, NOT_FREE_FOR_COACHES, TooManyHoldsError } from '../domain/time-refusal.js';
import { BookForClientDto, HoldTimeDto } from '../dto/booking-requests.dto.js';
import { BookingDto } from '../dto/booking.dto.js';
import {
  ExplainQuery,
  ExplanationDto,
  FreeCoachDto,
  FreeTimesDto,
  HoldDto,
  TimesQuery,
  WhoIsFreeQuery,
} from './dto/times.dto.js';
import { FreeCoachesService } from './free-coaches.service.js';
import { TimeBookingsService } from './time-bookings.service.js';
import { TimesService } from './times.service.js';

@ApiTags('Free times')
@Controller()
export class TimesController {
  constructor(
    private readonly times: TimesService,
    private readonly coaches: FreeCoachesService,
    private readonly bookings: TimeBookingsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get('bookings/times')
  @AllowAny()
  @ApiOperation({
    summary: 'Who is free at a time',
    description:
      'The coaches who could take a session that starts then, by name, each with the session type that fits.',
  })
  @ApiOkResponse({ type: [FreeCoachDto] })
  listFreeCoaches(@CurrentPrincipal() me: Principal, @Query() query: WhoIsFreeQuery): Promise<FreeCoachDto[]> {
    return this.coaches.at(me, query);
  }

  @Get('bookings/coaches/:coach_id/times')
  @AllowAny()
  @ApiOperation({
    summary: 'When a coach is free',
    description:
      'The times at which a session can start, within the hours and rules of the coach. A client is not offered what overlaps ' +
      'their own sessions. What is listed can be booked, unless somebody is quicker.',
  })
  @ApiOkResponse({ type: FreeTimesDto })
  @Refuses(new CoachNotFoundError(), new SessionTypeNotFoundError())
  listTimes(
    @CurrentPrincipal() me: Principal,
    @Param('coach_id', PathId) coachId: number,
    @Query() query: TimesQuery,
  ): Promise<FreeTimesDto> {
    return this.times.list(me, coachId, query);
  }

  @Get('bookings/coaches/:coach_id/times/explain')
  @AllowAny()
  @ApiOperation({
    summary: 'Why a time is free or not',
    description:
      'All that stands in the way, in the order in which a booking would be refused. It never says whose it is.',
  })
  @ApiOkResponse({ type: ExplanationDto })
  @Refuses(new CoachNotFoundError(), new SessionTypeNotFoundError())
  explain(
    @CurrentPrincipal() me: Principal,
    @Param('coach_id', PathId) coachId: number,
    @Query() query: ExplainQuery,
  ): Promise<ExplanationDto> {
    return this.times.explain(me, coachId, query);
  }

  @Post('bookings/holds')
  @Allow('client')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Hold a time while deciding',
    description:
      'For five minutes nobody else can book or hold it. Book with `hold_id`. A client has two live holds at most; a hold that ' +
      'overlaps an earlier one of theirs replaces it.',
  })
  @ApiCreatedResponse({ type: HoldDto })
  @Refuses(
    new CoachNotFoundError(),
    new SessionTypeNotFoundError(),
    new TooManyHoldsError(),
    new BlockedError(),
    ...NOT_FREE,
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  hold(
    @CurrentPrincipal() client: Principal,
    @Body() body: HoldTimeDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<HoldDto> {
    return this.idempotency.run(repetition, (db) => this.bookings.hold(db, client.id, body.toRequest()));
  }

  @Delete('bookings/holds/:id')
  @Allow('client')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a held time go' })
  @ApiParam({
    name: 'id',
    description: 'The id of the hold.',
    schema: { type: 'string', format: 'uuid', example: '6f1c7a52-0f3f-4a9e-9a55-2f6f5f6f0c11' },
  })
  @ApiNoContentResponse()
  @Refuses(new HoldNotFoundError())
  dropHold(@CurrentPrincipal() client: Principal, @Param('id', PathUuid) id: string): Promise<void> {
    return this.bookings.dropHold(client.id, id);
  }

  @Post('coach/bookings')
  @Allow('coach')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Book for a client of mine',
    description:
      'For a connected client. Confirmed at once, also outside my hours and limits; never onto another session or too close to it.',
  })
  @ApiCreatedResponse({ type: BookingDto })
  @Refuses(
    new ClientNotFoundError(),
    new NotConnectedError(),
    new SessionTypeNotFoundError(),
    new ClientInactiveError(),
    new BlockedError('coach'),
    new NoCreditsError('coach'),
    ...NOT_FREE_FOR_COACHES,
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  bookForClient(
    @CurrentPrincipal() coach: Principal,
    @Body() body: BookForClientDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<BookingDto> {
    return this.idempotency.run(repetition, (db) =>
      this.bookings.bookFor(db, coach, body.client_id, body.toRequest(coach.id)),
    );
  }
}

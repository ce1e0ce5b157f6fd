import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { SessionTypeNotFoundError } from '../../availability/availability-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../../idempotency/idempotency.service.js';
import { Refuses } from '../../problems/refuses.js';
import type { Page } from '../../wire/lists/paging.js';
import { PathId } from '../../wire/fields/path-id.js';
import {
  AlreadyStartedError,
  BookingsBusyError,
  CoachNotFoundError,
  TimeConflictError,
} from '../domain/booking-errors.js';
import { NOT_FREE_FOR_COACHES } from '../domain/time-refusal.js';
import {
  GroupSessionCancelledError,
  GroupSessionNotFoundError,
  SeatsTakenError,
} from './domain/group-session-errors.js';
import { ChangeGroupSessionDto, GroupSessionsQuery, MakeGroupSessionDto } from './dto/group-session-requests.dto.js';
import { CoachGroupSessionDto, GroupSessionWithSeatsDto } from './dto/group-sessions.dto.js';
import { GroupSessionChangesService } from './group-session-changes.service.js';
import { GroupSessionListsService } from './group-session-lists.service.js';
import { GroupSessionsService } from './group-sessions.service.js';

@ApiTags('Group sessions')
@Controller('coach/group-sessions')
@Allow('coach')
export class CoachGroupSessionsController {
  constructor(
    private readonly sessions: GroupSessionsService,
    private readonly changes: GroupSessionChangesService,
    private readonly lists: GroupSessionListsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List my group sessions',
    description: 'By start, from now on unless `from` says otherwise; cancelled ones, too.',
  })
  @ApiOkResponse({ type: [CoachGroupSessionDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: GroupSessionsQuery): Promise<Page<CoachGroupSessionDto>> {
    return this.lists.listOf(me.id, query);
  }

  @Post()
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Plan a group session',
    description:
      'It keeps my time like any session, with the buffers of its session type. Hours, notice and limits do not bind me.',
  })
  @ApiCreatedResponse({ type: CoachGroupSessionDto })
  @Refuses(
    new CoachNotFoundError(),
    new SessionTypeNotFoundError(),
    ...NOT_FREE_FOR_COACHES,
    new TimeConflictError(),
    new BookingsBusyError(),
    ...KEY_REFUSALS,
  )
  create(
    @CurrentPrincipal() me: Principal,
    @Body() body: MakeGroupSessionDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<CoachGroupSessionDto> {
    return this.idempotency.run(repetition, (db) => this.sessions.create(db, me.id, body));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Look at one group session of mine', description: 'With those who take part.' })
  @ApiOkResponse({ type: GroupSessionWithSeatsDto })
  @Refuses(new GroupSessionNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<GroupSessionWithSeatsDto> {
    return this.lists.find(me.id, id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Move a group session, or change its capacity',
    description:
      'Only what is sent changes. Its bookings move with it and keep their status; `sequence` rises with each move.',
  })
  @ApiOkResponse({ type: CoachGroupSessionDto })
  @Refuses(
    new CoachNotFoundError(),
    new GroupSessionNotFoundError(),
    new GroupSessionCancelledError(),
    new AlreadyStartedError(),
    new SeatsTakenError(5),
    ...NOT_FREE_FOR_COACHES,
    new TimeConflictError(),
    new BookingsBusyError(),
  )
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeGroupSessionDto,
  ): Promise<CoachGroupSessionDto> {
    return this.changes.change(me.id, id, body.toChange());
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Cancel a group session',
    description: 'Cancels its bookings, too. Those who take part are told.',
  })
  @ApiNoContentResponse()
  @Refuses(new GroupSessionNotFoundError(), new AlreadyStartedError())
  cancel(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.changes.cancel(me.id, id);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm all bookings of a group session',
    description: 'Those that are pending. Those that must be paid first stay pending until they are.',
  })
  @ApiOkResponse({ type: GroupSessionWithSeatsDto })
  @Refuses(new GroupSessionNotFoundError(), new GroupSessionCancelledError(), new AlreadyStartedError())
  confirm(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<GroupSessionWithSeatsDto> {
    return this.changes.confirm(me.id, id);
  }
}

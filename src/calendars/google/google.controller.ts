import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import {
  AlreadyStartedError,
  BookingNotFoundError,
  BookingsBusyError,
  InvalidTransitionError,
  NoTimeYetError,
} from '../../bookings/domain/booking-errors.js';
import { NOT_FREE } from '../../bookings/domain/time-refusal.js';
import { RefusesIdempotencyKey } from '../../idempotency/refuses-idempotency-key.js';
import { Refuses } from '../../problems/refuses.js';
import { PathId } from '../../wire/fields/path-id.js';
import { type Page, TimePageQuery } from '../../wire/lists/paging.js';
import { CalendarNotFoundError } from '../calendar-errors.js';
import { CalendarConflictDto, FinishGoogleDto, GoogleConsentDto } from './dto/google.dto.js';
import { GoogleConflictsService } from './google-conflicts.service.js';
import { GoogleConnectionsService } from './google-connections.service.js';
import {
  ConflictNotFoundError,
  GoogleConnectedError,
  GoogleOffError,
  GoogleRefusedError,
  GoogleStateInvalidError,
  GoogleUnavailableError,
} from './google-errors.js';

@ApiTags('Calendars')
@Controller('coach/calendars')
@Allow('coach')
export class GoogleController {
  constructor(
    private readonly connections: GoogleConnectionsService,
    private readonly conflicts: GoogleConflictsService,
  ) {}

  @Post('google/start')
  @RefusesIdempotencyKey()
  @ApiOperation({
    summary: 'Begin to connect my Google Calendar',
    description:
      'Open `url`. Google then comes back to a page of yours with `code` and `state`: send them to `finish`.',
  })
  @ApiCreatedResponse({ type: GoogleConsentDto })
  @Refuses(new GoogleConnectedError(), new GoogleOffError())
  start(@CurrentPrincipal() me: Principal): Promise<GoogleConsentDto> {
    return this.connections.start(me.id);
  }

  @Post('google/finish')
  @HttpCode(204)
  @RefusesIdempotencyKey()
  @ApiOperation({
    summary: 'Connect my Google Calendar',
    description:
      'From now on its busy times block my free times, and my coming sessions appear in it. `GET /coach/calendars` lists it.',
  })
  @ApiNoContentResponse({ description: 'It is connected.' })
  @Refuses(
    new GoogleStateInvalidError(),
    new GoogleRefusedError(),
    new GoogleConnectedError(),
    new GoogleUnavailableError(),
    new GoogleOffError(),
  )
  finish(@CurrentPrincipal() me: Principal, @Body() body: FinishGoogleDto): Promise<void> {
    return this.connections.finish(me.id, body);
  }

  @Delete('google')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Disconnect my Google Calendar',
    description:
      'Its busy times block nothing any more, and the permission is given back. Events of sessions stay there.',
  })
  @ApiNoContentResponse({ description: 'It is disconnected.' })
  @Refuses(new CalendarNotFoundError())
  disconnect(@CurrentPrincipal() me: Principal): Promise<void> {
    return this.connections.remove(me.id);
  }

  @Get('conflicts')
  @ApiOperation({
    summary: 'List sessions that I moved or deleted at Google',
    description: 'Nothing changes here before I accept or dismiss it. The newest comes first.',
  })
  @ApiOkResponse({ type: [CalendarConflictDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: TimePageQuery): Promise<Page<CalendarConflictDto>> {
    return this.conflicts.list(me.id, query);
  }

  @Post('conflicts/:conflict_id/accept')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Follow what I did at Google',
    description: 'Moves or cancels the session as any move or cancellation of mine; what refuses those refuses this.',
  })
  @ApiNoContentResponse({ description: 'The session is as Google has it.' })
  @Refuses(
    new ConflictNotFoundError(),
    new BookingNotFoundError(),
    new InvalidTransitionError('completed', 'another time'),
    new NoTimeYetError(),
    new AlreadyStartedError(),
    ...NOT_FREE,
    new BookingsBusyError(),
  )
  accept(@CurrentPrincipal() me: Principal, @Param('conflict_id', PathId) id: number): Promise<void> {
    return this.conflicts.accept(me, id);
  }

  @Post('conflicts/:conflict_id/dismiss')
  @HttpCode(204)
  @ApiOperation({ summary: 'Keep the session as it is', description: 'Its event at Google is made so again.' })
  @ApiNoContentResponse({ description: 'The session stays.' })
  @Refuses(new ConflictNotFoundError())
  dismiss(@CurrentPrincipal() me: Principal, @Param('conflict_id', PathId) id: number): Promise<void> {
    return this.conflicts.dismiss(me.id, id);
  }
}

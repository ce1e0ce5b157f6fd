import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { Config } from '../config/config.js';
import { RefusesIdempotencyKey } from '../idempotency/refuses-idempotency-key.js';
import { Refuses } from '../problems/refuses.js';
import { type Page, TimePageQuery } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { Public } from '../wire/public.js';
import { CalendarNotFoundError, TooManyCalendarsError } from './calendar-errors.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarFeedDto, MakeCalendarFeedDto, NewCalendarFeedDto } from './dto/calendar-feeds.dto.js';
import { feedAnswer, withAddress } from './feed-answers.js';
import { FeedReaderService } from './feed-reader.service.js';

@ApiTags('Calendars')
@Controller('calendars')
export class CalendarsController {
  constructor(
    private readonly feeds: CalendarFeedsService,
    private readonly reader: FeedReaderService,
    private readonly config: Config,
  ) {}

  @Post()
  @Allow('client', 'coach')
  @RefusesIdempotencyKey()
  @ApiOperation({
    summary: 'Make an address to which calendars subscribe',
    description:
      'It shows my sessions of the last 90 and the next 365 days, and what was cancelled in the last 30; no notes and no health ' +
      'data. Its `url` holds a secret and is shown this once. Up to ten.',
  })
  @ApiCreatedResponse({ type: NewCalendarFeedDto })
  @Refuses(new TooManyCalendarsError())
  async make(
    @CurrentPrincipal() me: Principal,
    @Body() { detail }: MakeCalendarFeedDto,
    @Req() request: FastifyRequest,
  ): Promise<NewCalendarFeedDto> {
    return withAddress(await this.feeds.make(me.id, detail), this.config, request);
  }

  @Get()
  @Allow('client', 'coach')
  @ApiOperation({
    summary: 'List my calendar addresses',
    description: 'Without their secrets; the oldest comes first.',
  })
  @ApiOkResponse({ type: [CalendarFeedDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: TimePageQuery): Promise<Page<CalendarFeedDto>> {
    return this.feeds.list(me.id, query);
  }

  @Delete(':id')
  @Allow('client', 'coach')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete one of my calendar addresses', description: 'It shows nothing from now on.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new CalendarNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.feeds.remove(me.id, id);
  }

  @Get(':secret.ics')
  @Public()
  @ApiOperation({
    summary: 'Read a calendar',
    description:
      'For programs that subscribe to it (RFC 5545); its address is the permission. `If-None-Match` with its `ETag` is answered ' +
      '304 when nothing has changed. Deleted and unknown addresses, and those of deactivated accounts, are 404.',
  })
  @ApiParam({
    name: 'secret',
    description: 'The secret of the address.',
    schema: { type: 'string', example: 'example-secret-of-a-calendar-subscription-1' },
  })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'Nothing has changed.' })
  @Refuses(new CalendarNotFoundError())
  async show(@Param('secret') secret: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return feedAnswer(reply, await this.reader.read(secret));
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { TooManyAttemptsError } from '../../auth/auth-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../../idempotency/idempotency.service.js';
import { Refuses } from '../../problems/refuses.js';
import { SecretsOffError } from '../../secrets/secrets-errors.js';
import { IntPageQuery, type Page } from '../../wire/lists/paging.js';
import { PathUuid } from '../../wire/fields/path-id.js';
import { CalendarNotFoundError, TooManyCalendarsError } from '../calendar-errors.js';
import { ExternalCalendarDto, ImportCalendarDto } from '../dto/external-calendars.dto.js';
import { ExternalCalendarsService } from './external-calendars.service.js';

const CALENDAR_ID = {
  name: 'calendar_id',
  description: 'The id of the calendar.',
  schema: { type: 'string', format: 'uuid', example: '6f1c7a52-0f3f-4a9e-9a55-2f6f5f6f0c12' },
} as const;

@ApiTags('Calendars')
@Controller('coach/calendars')
@Allow('coach')
export class ExternalCalendarsController {
  constructor(
    private readonly calendars: ExternalCalendarsService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List the calendars that I keep elsewhere',
    description: 'Whether they are read, and why not.',
  })
  @ApiOkResponse({ type: [ExternalCalendarDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: IntPageQuery): Promise<Page<ExternalCalendarDto>> {
    return this.calendars.list(me.id, query);
  }

  @Post('import')
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Let a calendar that I keep elsewhere block my free times',
    description: 'It is read at once, and then every 15 minutes: busy events block as `coach-busy`. Up to ten.',
  })
  @ApiCreatedResponse({ type: ExternalCalendarDto })
  @Refuses(new TooManyCalendarsError(), new SecretsOffError(), ...KEY_REFUSALS)
  add(
    @CurrentPrincipal() me: Principal,
    @Body() body: ImportCalendarDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<ExternalCalendarDto> {
    return this.idempotency.run(repetition, (db) => this.calendars.add(db, me.id, body));
  }

  @Post(':calendar_id/refresh')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Read a calendar now',
    description: 'At most once a minute. The list shows what became of it.',
  })
  @ApiParam(CALENDAR_ID)
  @ApiAcceptedResponse({ type: ExternalCalendarDto })
  @Refuses(new CalendarNotFoundError(), new TooManyAttemptsError(60, 'requests'))
  refresh(@CurrentPrincipal() me: Principal, @Param('calendar_id', PathUuid) id: string): Promise<ExternalCalendarDto> {
    return this.calendars.refresh(me.id, id);
  }

  @Delete(':calendar_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Read a calendar no longer', description: 'It blocks nothing from now on.' })
  @ApiParam(CALENDAR_ID)
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new CalendarNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('calendar_id', PathUuid) id: string): Promise<void> {
    return this.calendars.remove(me.id, id);
  }
}

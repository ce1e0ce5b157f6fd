import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { TimeOffNotFoundError } from '../availability/availability-errors.js';
import { MakeTimeOffDto, TimeOffDto, TIMES_OFF } from '../availability/dto/time-off.dto.js';
import { TimeOffService } from '../availability/time-off.service.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { Refuses } from '../problems/refuses.js';
import { type Page, TimePageQuery } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { CoachTimeOffService } from './coach-time-off.service.js';
import { NewTimeOffDto } from './dto/time-off.dto.js';

@ApiTags('Coach: schedule')
@Controller('coach/time-off')
@Allow('coach')
export class CoachTimeOffController {
  constructor(
    private readonly timeOff: TimeOffService,
    private readonly withBookings: CoachTimeOffService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List my time off', description: 'By start.' })
  @ApiOkResponse({ type: [TimeOffDto] })
  list(@CurrentPrincipal() { id }: Principal, @Query() query: TimePageQuery): Promise<Page<TimeOffDto>> {
    return this.timeOff.list(id, query);
  }

  @Post()
  @AcceptsIdempotencyKey()
  @ApiOperation({
    summary: 'Take time off',
    description:
      'From `starts_at` to `ends_at`, or whole days of my zone, `from` and `to` included. No booking changes: the answer lists ' +
      'those inside.',
  })
  @ApiBody({ type: MakeTimeOffDto, examples: TIMES_OFF })
  @ApiCreatedResponse({ type: NewTimeOffDto })
  @Refuses(...KEY_REFUSALS)
  create(
    @CurrentPrincipal() me: Principal,
    @Body() body: MakeTimeOffDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<NewTimeOffDto> {
    return this.idempotency.run(repetition, (db) => this.withBookings.create(db, me, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Be there after all' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new TimeOffNotFoundError())
  remove(@CurrentPrincipal() { id }: Principal, @Param('id', PathId) timeOffId: number): Promise<void> {
    return this.timeOff.remove(id, timeOffId);
  }
}

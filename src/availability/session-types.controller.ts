import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { Refuses } from '../problems/refuses.js';
import { IntPageQuery, type Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { NoCardsError, SessionTypeNotFoundError } from './availability-errors.js';
import { ChangeSessionTypeDto, MakeSessionTypeDto, SessionTypeDto } from './dto/session-types.dto.js';
import { SessionTypesService } from './session-types.service.js';

@ApiTags('Coach: schedule')
@Controller('coach/session-types')
@Allow('coach')
export class SessionTypesController {
  constructor(
    private readonly types: SessionTypesService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List my session types', description: 'By position.' })
  @ApiOkResponse({ type: [SessionTypeDto] })
  list(@CurrentPrincipal() { id }: Principal, @Query() query: IntPageQuery): Promise<Page<SessionTypeDto>> {
    return this.types.list(id, query);
  }

  @Post()
  @AcceptsIdempotencyKey()
  @ApiOperation({ summary: 'Offer a session type' })
  @ApiCreatedResponse({ type: SessionTypeDto })
  @Refuses(new NoCardsError(), ...KEY_REFUSALS)
  create(
    @CurrentPrincipal() me: Principal,
    @Body() body: MakeSessionTypeDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<SessionTypeDto> {
    return this.idempotency.run(repetition, (db) => this.types.create(db, me.id, body));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a session type', description: 'Only what is sent changes, and no booking.' })
  @ApiOkResponse({ type: SessionTypeDto })
  @Refuses(new NoCardsError(), new SessionTypeNotFoundError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeSessionTypeDto,
  ): Promise<SessionTypeDto> {
    return this.types.change(me.id, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Offer a session type no longer',
    description: 'A type that was booked is deactivated; another is deleted.',
  })
  @ApiNoContentResponse({ description: 'Clients can no longer book it.' })
  @Refuses(new SessionTypeNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.types.remove(me.id, id);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { PaymentsOffError } from '../payments/providers/provider-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { IntPageQuery, type Page } from '../wire/lists/paging.js';
import { ChangePackDto, MakePackDto, PackDto } from './dto/packs.dto.js';
import { ForeignSessionTypesError, PackNotFoundError } from './pack-errors.js';
import { PacksService } from './packs.service.js';

@ApiTags('Packs and credits')
@Controller('coach/packs')
@Allow('coach')
export class CoachPacksController {
  constructor(
    private readonly packs: PacksService,
    private readonly idempotency: IdempotencyService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List my packs', description: 'Those that nobody can buy as well, the oldest first.' })
  @ApiOkResponse({ type: [PackDto] })
  list(@CurrentPrincipal() { id }: Principal, @Query() query: IntPageQuery): Promise<Page<PackDto>> {
    return this.packs.list(id, query);
  }

  @Post()
  @AcceptsIdempotencyKey()
  @ApiOperation({ summary: 'Sell a pack', description: 'Several sessions for one price. Each becomes a credit.' })
  @ApiCreatedResponse({ type: PackDto })
  @Refuses(new ForeignSessionTypesError(), new PaymentsOffError(), ...KEY_REFUSALS)
  create(
    @CurrentPrincipal() me: Principal,
    @Body() body: MakePackDto,
    @Repetition() repetition: Repeatable | null,
  ): Promise<PackDto> {
    return this.idempotency.run(repetition, (db) => this.packs.create(db, me.id, body));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a pack', description: 'Only what is sent changes, and nothing that was bought.' })
  @ApiOkResponse({ type: PackDto })
  @Refuses(new PackNotFoundError(), new ForeignSessionTypesError(), new PaymentsOffError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangePackDto,
  ): Promise<PackDto> {
    return this.packs.change(me.id, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sell a pack no longer', description: 'Credits that were bought stay.' })
  @ApiNoContentResponse({ description: 'Clients can no longer buy it.' })
  @Refuses(new PackNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.packs.remove(me.id, id);
  }
}

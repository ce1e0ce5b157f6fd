import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ClientNotFoundError, NotConnectedError } from '../connections/connection-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { IntPageQuery, type Page } from '../wire/lists/paging.js';
import { CreditsService } from './credits.service.js';
import { PurchaseDto } from './dto/credits.dto.js';

@ApiTags('Packs and credits')
@Controller()
export class CreditsController {
  constructor(private readonly credits: CreditsService) {}

  @Get('client/credits')
  @Allow('client')
  @ApiOperation({
    summary: 'My credits',
    description: 'By purchase, the newest first. A booking uses the credit that fits and expires first.',
  })
  @ApiOkResponse({ type: [PurchaseDto] })
  listMine(@CurrentPrincipal() { id }: Principal, @Query() query: IntPageQuery): Promise<Page<PurchaseDto>> {
    return this.credits.ofClient(id, query);
  }

  @Get('coach/clients/:client_id/credits')
  @Allow('coach')
  @ApiOperation({ summary: 'What a client bought of me', description: 'By purchase, the newest first.' })
  @ApiOkResponse({ type: [PurchaseDto] })
  @Refuses(new ClientNotFoundError(), new NotConnectedError())
  listOfClient(
    @CurrentPrincipal() me: Principal,
    @Param('client_id', PathId) clientId: number,
    @Query() query: IntPageQuery,
  ): Promise<Page<PurchaseDto>> {
    return this.credits.ofPair(me, clientId, query);
  }
}

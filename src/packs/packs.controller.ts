import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { BlockedError } from '../connections/connection-errors.js';
import { CheckoutUnavailableError } from '../payments/payment-errors.js';
import { PaymentsOffError } from '../payments/providers/provider-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { IntPageQuery, type Page } from '../wire/lists/paging.js';
import { StartedPurchaseDto } from './dto/credits.dto.js';
import { PackDto } from './dto/packs.dto.js';
import { PackNotFoundError } from './pack-errors.js';
import { PacksService } from './packs.service.js';
import { PurchasesService } from './purchases.service.js';

@ApiTags('Packs and credits')
@Controller()
export class PacksController {
  constructor(
    private readonly packs: PacksService,
    private readonly purchases: PurchasesService,
  ) {}

  @Get('bookings/coaches/:coach_id/packs')
  @AllowAny()
  @ApiOperation({ summary: 'Packs of a coach', description: 'Those that can be bought, the oldest first.' })
  @ApiOkResponse({ type: [PackDto] })
  @Refuses(new CoachNotFoundError())
  list(@Param('coach_id', PathId) coachId: number, @Query() query: IntPageQuery): Promise<Page<PackDto>> {
    return this.packs.listActive(coachId, query);
  }

  @Post('packs/:id/purchase')
  @Allow('client')
  @ApiOperation({
    summary: 'Buy a pack',
    description:
      'Pay at `checkout_url` within 30 minutes. Its credits are there once the payment provider says that it was paid.',
  })
  @ApiCreatedResponse({ type: StartedPurchaseDto })
  @Refuses(new PackNotFoundError(), new BlockedError(), new PaymentsOffError(), new CheckoutUnavailableError())
  buy(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<StartedPurchaseDto> {
    return this.purchases.buy(me.id, id);
  }
}

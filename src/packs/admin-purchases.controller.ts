import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { Refuses } from '../problems/refuses.js';
import { csvOrJson } from '../wire/answers/csv.js';
import { JsonOrCsv } from '../wire/answers/json-or-csv.js';
import { PathId } from '../wire/fields/path-id.js';
import { CreditsService } from './credits.service.js';
import { AdjustCreditsDto, LiabilitiesDto, PurchaseDto } from './dto/credits.dto.js';
import { NothingToRefundError, PurchaseNotFoundError, TooFewCreditsError } from './pack-errors.js';
import { PurchaseDeskService } from './purchase-desk.service.js';

const COLUMNS = ['coach_id', 'coach_name', 'currency', 'credits', 'amount_minor'] as const;

const FILE = {
  name: 'liabilities',
  rows: ({ coaches }: LiabilitiesDto) => [[...COLUMNS], ...coaches.map((row) => COLUMNS.map((column) => row[column]))],
};

@ApiTags('Packs and credits')
@Controller('admin')
@Allow('admin')
export class AdminPurchasesController {
  constructor(
    private readonly desk: PurchaseDeskService,
    private readonly credits: CreditsService,
  ) {}

  @Post('purchases/:id/refund')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Refund what is left of a pack',
    description:
      'The price divided by the sessions, rounded down, times the credits that are left, which end with it. Credits of sessions ' +
      'stay: cancel those first to refund them, too.',
  })
  @ApiOkResponse({ type: PurchaseDto })
  @Refuses(new PurchaseNotFoundError(), new NothingToRefundError())
  refund(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<PurchaseDto> {
    return this.desk.refund(me, id);
  }

  @Post('purchases/:id/credits')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give a client credits, or take some away',
    description: 'Of a purchase that was paid, with a reason. No money moves with them.',
  })
  @ApiOkResponse({ type: PurchaseDto })
  @Refuses(new PurchaseNotFoundError(), new TooFewCreditsError())
  adjust(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: AdjustCreditsDto,
  ): Promise<PurchaseDto> {
    return this.desk.adjust(me, id, body);
  }

  @Get('reports/liabilities')
  @ApiOperation({
    summary: 'What clients have paid for and not used',
    description: 'By coach and currency. `Accept: text/csv` makes a table of the coaches.',
  })
  @JsonOrCsv(LiabilitiesDto)
  async showLiabilities(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LiabilitiesDto | string> {
    return csvOrJson(reply, accept, await this.credits.liabilities(), FILE);
  }
}

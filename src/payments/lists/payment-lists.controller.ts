import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import { csvOrJson } from '../../wire/answers/csv.js';
import { JsonOrCsv } from '../../wire/answers/json-or-csv.js';
import type { Page } from '../../wire/lists/paging.js';
import { PathId } from '../../wire/fields/path-id.js';
import {
  AdminPaymentDto,
  AllPaymentsQuery,
  ClientPaymentDto,
  EarningsDto,
  EarningsQuery,
  PaymentsQuery,
} from '../dto/payment-records.dto.js';
import { RefundNotFailedError, RefundNotFoundError } from '../payment-errors.js';
import { RefundRecordsService } from '../refunds/refund-records.service.js';
import { EarningsService } from './earnings.service.js';
import { PaymentListsService } from './payment-lists.service.js';

const FIGURES = ['earned_minor', 'returned_minor', 'in_person_minor', 'due_minor'] as const;
const EARNINGS_FILE = {
  name: 'earnings',
  rows: ({ currencies }: EarningsDto) => [
    ['currency', ...FIGURES],
    ...currencies.map((row) => [row.currency, ...FIGURES.map((figure) => row[figure])]),
  ],
};

@ApiTags('Payments')
@Controller()
export class PaymentListsController {
  constructor(
    private readonly lists: PaymentListsService,
    private readonly earnings: EarningsService,
    private readonly refunds: RefundRecordsService,
  ) {}

  @Get('client/payments')
  @Allow('client')
  @ApiOperation({ summary: 'List my payments by card', description: 'The newest first, with what went back.' })
  @ApiOkResponse({ type: [ClientPaymentDto] })
  mine(@CurrentPrincipal() { id }: Principal, @Query() query: PaymentsQuery): Promise<Page<ClientPaymentDto>> {
    return this.lists.ofClient(id, query);
  }

  @Get('coach/earnings')
  @Allow('coach')
  @ApiOperation({
    summary: 'What I earned',
    description: 'By currency. `Accept: text/csv` makes a table of it.',
  })
  @JsonOrCsv(EarningsDto)
  async earned(
    @CurrentPrincipal() { id }: Principal,
    @Query() query: EarningsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EarningsDto | string> {
    return csvOrJson(reply, accept, await this.earnings.of(id, query), EARNINGS_FILE);
  }

  @Get('admin/payments')
  @Allow('admin')
  @ApiOperation({
    summary: 'List all payments by card',
    description: 'The newest first, with what went back. `refund_status=failed` shows what needs somebody.',
  })
  @ApiOkResponse({ type: [AdminPaymentDto] })
  all(@Query() query: AllPaymentsQuery): Promise<Page<AdminPaymentDto>> {
    return this.lists.ofAll(query);
  }

  @Post('admin/payments/refunds/:id/retry')
  @HttpCode(204)
  @Allow('admin')
  @ApiOperation({ summary: 'Have a refund tried again', description: 'One that failed.' })
  @ApiNoContentResponse({ description: 'The worker tries it again.' })
  @Refuses(new RefundNotFoundError(), new RefundNotFailedError())
  retry(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.refunds.retry(me, id);
  }
}

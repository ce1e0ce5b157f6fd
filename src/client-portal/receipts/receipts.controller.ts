import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { PaymentNotFoundError } from '../../payments/payment-errors.js';
import { ReceiptsService } from '../../payments/lists/receipts.service.js';
import { Refuses } from '../../problems/refuses.js';
import { PathId } from '../../wire/fields/path-id.js';
import { RECEIPT_POLICY, receiptPage } from './receipt-page.js';

@ApiTags('Payments')
@Controller('client/payments/:id/receipt')
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptsService) {}

  @Get()
  @Allow('client')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', RECEIPT_POLICY)
  @ApiOperation({
    summary: 'The receipt of a payment',
    description: 'A page to print, in the language and time zone of the settings. What went back is on it.',
  })
  @ApiOkResponse({ content: { 'text/html': { schema: { type: 'string' } } } })
  @Refuses(new PaymentNotFoundError())
  async show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<string> {
    return receiptPage(await this.receipts.find(me.id, id));
  }
}

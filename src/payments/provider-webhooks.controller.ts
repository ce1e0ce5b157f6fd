import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Refuses } from '../problems/refuses.js';
import { TakesRawBody } from '../wire/bodies/raw-body.js';
import { Public } from '../wire/public.js';
import { ProviderEventsService } from './provider-events.service.js';
import { PaymentProvider } from './providers/payment-provider.js';
import { BadSignatureError } from './providers/provider-errors.js';

@ApiTags('Payments')
@Controller('payments/webhooks/:provider')
export class ProviderWebhooksController {
  constructor(
    private readonly provider: PaymentProvider,
    private readonly events: ProviderEventsService,
  ) {}

  /** A message of another provider than ours has no signature that we could check. */
  @Post()
  @Public()
  @TakesRawBody()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Hear from the payment provider',
    description: 'Its own messages, signed. The same one twice, late or out of order changes nothing more.',
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  @ApiNoContentResponse({ description: 'Noted.' })
  @Refuses(new BadSignatureError())
  async hear(@Param('provider') name: string, @Req() { headers, body }: FastifyRequest): Promise<void> {
    if (name !== this.provider.name || !Buffer.isBuffer(body)) throw new BadSignatureError();
    await this.events.receive(name, await this.provider.parseWebhook(headers, body));
  }
}

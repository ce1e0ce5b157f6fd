import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Refuses } from '../problems/refuses.js';
import { TakesRawBody } from '../wire/bodies/raw-body.js';
import { Public } from '../wire/public.js';
import { ProviderEventsService } from './provider-events.service.js';
import { BadSignatureError, ProviderNotFoundError } from './providers/provider-errors.js';

const EXAMPLE = { id: 'evt_1', type: 'checkout.session.completed' };

@ApiTags('Payments')
@Controller('payments/webhooks/:provider')
export class ProviderWebhooksController {
  constructor(private readonly events: ProviderEventsService) {}

  @Post()
  @Public()
  @TakesRawBody()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Hear from the payment provider',
    description: 'Its own messages, signed; twice, late or out of order they change nothing more.',
  })
  @ApiParam({ name: 'provider', description: 'The provider that this installation uses.', example: 'fake' })
  @ApiBody({ schema: { type: 'object', additionalProperties: true, example: EXAMPLE } })
  @ApiNoContentResponse({ description: 'Noted.' })
  @Refuses(new BadSignatureError(), new ProviderNotFoundError())
  hear(@Param('provider') name: string, @Req() { headers, body }: FastifyRequest): Promise<void> {
    return this.events.hear(name, headers, body);
  }
}

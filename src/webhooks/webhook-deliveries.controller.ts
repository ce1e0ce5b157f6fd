import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { DeliveryNotFoundError } from '../outbox/delivery-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId, PathLongId } from '../wire/fields/path-id.js';
import type { Page } from '../wire/lists/paging.js';
import { CurrentOwner } from './current-owner.js';
import { ResendDto, ResentDto, WebhookDeliveriesQuery, WebhookDeliveryDto } from './dto/webhook-deliveries.dto.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';
import { WebhookNotFoundError, WebhookOffError } from './webhook-errors.js';
import type { Owner } from './webhooks.service.js';

@ApiTags('Webhooks')
@Controller('webhooks/:id')
@Allow('coach', 'admin')
@Refuses(new WebhookNotFoundError())
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveriesService) {}

  @Get('deliveries')
  @ApiOperation({
    summary: 'What was sent to an endpoint',
    description:
      'Those that are kept (a year, unless configured otherwise), the newest first: the message, what was answered, and the next try.',
  })
  @ApiOkResponse({ type: [WebhookDeliveryDto] })
  list(
    @CurrentOwner() owner: Owner,
    @Param('id', PathId) id: number,
    @Query() query: WebhookDeliveriesQuery,
  ): Promise<Page<WebhookDeliveryDto>> {
    return this.deliveries.list(owner, id, query);
  }

  @Post('test')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a test to an endpoint',
    description: 'A message of type `webhook.test`. What became of it is among the deliveries.',
  })
  @ApiAcceptedResponse({ type: WebhookDeliveryDto })
  @Refuses(new WebhookOffError())
  test(@CurrentOwner() owner: Owner, @Param('id', PathId) id: number): Promise<WebhookDeliveryDto> {
    return this.deliveries.test(owner, id);
  }

  @Post('deliveries/:delivery_id/resend')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a message once more',
    description: 'Whatever became of it, with the same `webhook-id`.',
  })
  @ApiAcceptedResponse({ type: WebhookDeliveryDto })
  @Refuses(new DeliveryNotFoundError(), new WebhookOffError())
  resend(
    @CurrentOwner() owner: Owner,
    @Param('id', PathId) id: number,
    @Param('delivery_id', PathLongId) deliveryId: number,
  ): Promise<WebhookDeliveryDto> {
    return this.deliveries.resend(owner, id, deliveryId);
  }

  @Post('resend')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send once more what failed',
    description: 'Of the messages of a period; of more than 10,000 the oldest.',
  })
  @ApiAcceptedResponse({ type: ResentDto })
  @Refuses(new WebhookOffError())
  async resendFailed(
    @CurrentOwner() owner: Owner,
    @Param('id', PathId) id: number,
    @Body() { from, to }: ResendDto,
  ): Promise<ResentDto> {
    return { count: await this.deliveries.resendFailed(owner, id, new Date(from), new Date(to)) };
  }
}

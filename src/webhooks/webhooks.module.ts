import { Module } from '@nestjs/common';
import { OutboxModule } from '../outbox/outbox.module.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';
import { WebhookRequestsService } from './sending/webhook-requests.service.js';
import { WebhookSenderService } from './sending/webhook-sender.service.js';
import { WebhookStatesService } from './sending/webhook-states.service.js';
import { WebhooksConsumerService } from './webhooks-consumer.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Other systems are told of events (Standard Webhooks 1.0.0). */
@Module({
  imports: [OutboxModule],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    WebhooksService,
    WebhookDeliveriesService,
    WebhooksConsumerService,
    WebhookSenderService,
    WebhookRequestsService,
    WebhookStatesService,
  ],
})
export class WebhooksModule {}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { RefusesIdempotencyKey } from '../idempotency/refuses-idempotency-key.js';
import { Refuses } from '../problems/refuses.js';
import { SecretsOffError } from '../secrets/secrets-errors.js';
import { PathId } from '../wire/fields/path-id.js';
import { type Page, TimePageQuery } from '../wire/lists/paging.js';
import { CurrentOwner } from './current-owner.js';
import { SendsMessages } from './dto/message-callback.js';
import { ChangeWebhookDto, MakeWebhookDto, WebhookDto, WebhookWithSecretDto } from './dto/webhooks.dto.js';
import { TooManyWebhooksError, WebhookNotFoundError } from './webhook-errors.js';
import { type Owner, WebhooksService } from './webhooks.service.js';

@ApiTags('Webhooks')
@Controller('webhooks')
@Allow('coach', 'admin')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Post()
  @RefusesIdempotencyKey()
  @SendsMessages()
  @ApiOperation({
    summary: 'Register an endpoint',
    description:
      'Coaches’ endpoints are told of their own calendar, those of admins (up to ten for the platform) of everything. Messages ' +
      'follow Standard Webhooks 1.0.0; docs/events.md has the types. `secret` is shown this once.',
  })
  @ApiCreatedResponse({ type: WebhookWithSecretDto })
  @Refuses(new TooManyWebhooksError(), new SecretsOffError())
  make(@CurrentPrincipal() me: Principal, @Body() body: MakeWebhookDto): Promise<WebhookWithSecretDto> {
    return this.webhooks.make(me, body);
  }

  @Get()
  @ApiOperation({
    summary: 'List my endpoints',
    description: 'Admins see those of the platform. The oldest comes first.',
  })
  @ApiOkResponse({ type: [WebhookDto] })
  list(@CurrentOwner() owner: Owner, @Query() query: TimePageQuery): Promise<Page<WebhookDto>> {
    return this.webhooks.list(owner, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Show an endpoint', description: 'Whether it works, and why it is off.' })
  @ApiOkResponse({ type: WebhookDto })
  @Refuses(new WebhookNotFoundError())
  show(@CurrentOwner() owner: Owner, @Param('id', PathId) id: number): Promise<WebhookDto> {
    return this.webhooks.one(owner, id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Change an endpoint, switch it off or on',
    description: 'What is left out stays. Events that happen while it is off are not sent later.',
  })
  @ApiOkResponse({ type: WebhookDto })
  @Refuses(new WebhookNotFoundError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeWebhookDto,
  ): Promise<WebhookDto> {
    return this.webhooks.change(me, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an endpoint', description: 'With its deliveries; what waits is not sent.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new WebhookNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.webhooks.remove(me, id);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @RefusesIdempotencyKey()
  @ApiOperation({
    summary: 'Rotate the secret of an endpoint',
    description: 'For 24 hours each message carries two signatures, of the new secret and of the one before.',
  })
  @ApiOkResponse({ type: WebhookWithSecretDto })
  @Refuses(new WebhookNotFoundError(), new SecretsOffError())
  rotate(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<WebhookWithSecretDto> {
    return this.webhooks.rotate(me, id);
  }
}

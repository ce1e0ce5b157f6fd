import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { DeliveriesService } from '../outbox/deliveries.service.js';
import { DeliveryDoneError, DeliveryNotFoundError } from '../outbox/delivery-errors.js';
import { DeliveriesQuery, DeliveryDto } from '../outbox/dto/deliveries.dto.js';
import { Refuses } from '../problems/refuses.js';
import type { Page } from '../wire/lists/paging.js';
import { PathLongId } from '../wire/fields/path-id.js';

@ApiTags('Admin: deliveries')
@Controller('admin/deliveries')
@Allow('admin')
export class AdminDeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @ApiOperation({
    summary: 'What was delivered, what waits and what failed',
    description:
      'Those that are kept (a year, unless configured otherwise), the newest first. Reminders wait here for their time.',
  })
  @ApiOkResponse({ type: [DeliveryDto] })
  list(@Query() query: DeliveriesQuery): Promise<Page<DeliveryDto>> {
    return this.deliveries.list(query);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Try a delivery again now',
    description: 'One that failed gets one more try, even if its time had passed. One that waits is tried at once.',
  })
  @ApiAcceptedResponse({ type: DeliveryDto })
  @Refuses(new DeliveryNotFoundError(), new DeliveryDoneError())
  retry(@CurrentPrincipal() me: Principal, @Param('id', PathLongId) id: number): Promise<DeliveryDto> {
    return this.deliveries.retry(me, id);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessLogService } from '../audit/access-log.service.js';
import { AccessLogEntryDto } from '../audit/dto/access-log.dto.js';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { LongTimePageQuery, type Page } from '../wire/lists/paging.js';

@ApiTags('Client: access log')
@Controller('client/access-log')
@AllowAny()
export class ClientAccessLogController {
  constructor(private readonly accessLog: AccessLogService) {}

  @Get()
  @ApiOperation({
    summary: 'See who looked at my health data',
    description:
      'Every read of your profile, logs, plans, progress or activity by a coach or an admin is noted before the data is handed out. ' +
      'Bookings, which are theirs too, and figures that name nobody are not. The latest comes first.',
  })
  @ApiOkResponse({ type: [AccessLogEntryDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: LongTimePageQuery): Promise<Page<AccessLogEntryDto>> {
    return this.accessLog.list(me.id, query);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import type { Page } from '../../wire/lists/paging.js';
import { CoachNotFoundError } from '../domain/booking-errors.js';
import { OfferedGroupSessionsQuery } from './dto/group-session-requests.dto.js';
import { OfferedGroupSessionDto } from './dto/group-sessions.dto.js';
import { GroupSessionListsService } from './group-session-lists.service.js';

@ApiTags('Group sessions')
@Controller('bookings/group-sessions')
export class GroupSessionsController {
  constructor(private readonly lists: GroupSessionListsService) {}

  @Get()
  @AllowAny()
  @ApiOperation({
    summary: 'Find group sessions',
    description:
      'By start, from now on unless `from` says otherwise, of coaches who can be booked. Book a seat with `POST /bookings/book` ' +
      'and `group_session_id`. Seats that somebody is offered count as taken.',
  })
  @ApiOkResponse({ type: [OfferedGroupSessionDto] })
  @Refuses(new CoachNotFoundError())
  list(
    @CurrentPrincipal() me: Principal,
    @Query() query: OfferedGroupSessionsQuery,
  ): Promise<Page<OfferedGroupSessionDto>> {
    return this.lists.listOffered(me, query);
  }
}

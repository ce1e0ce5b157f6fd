import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ClientCoachesService } from '../connections/client-coaches.service.js';
import { NotYourCoachError } from '../connections/connection-errors.js';
import { ChangeSharingDto, ClientCoachDto, SharingDto } from '../connections/dto/sharing.dto.js';
import { PairsService } from '../connections/pairs.service.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { NamePageQuery, type Page } from '../wire/lists/paging.js';

@ApiTags('Client: sharing')
@Controller('client/coaches')
@Allow('client')
export class ClientCoachesController {
  constructor(
    private readonly coaches: ClientCoachesService,
    private readonly pairs: PairsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'See which coaches can read what about me, and why',
    description: 'By name, with those whose connection I ended. Admins can read all; the access log shows who did.',
  })
  @ApiOkResponse({ type: [ClientCoachDto] })
  list(@CurrentPrincipal() { id }: Principal, @Query() query: NamePageQuery): Promise<Page<ClientCoachDto>> {
    return this.coaches.list(id, query);
  }

  @Get(':coach_id/sharing')
  @ApiOperation({ summary: 'See what I share with a coach' })
  @ApiOkResponse({ type: SharingDto })
  @Refuses(new NotYourCoachError())
  show(@CurrentPrincipal() { id }: Principal, @Param('coach_id', PathId) coachId: number): Promise<SharingDto> {
    return this.pairs.sharing(coachId, id);
  }

  @Put(':coach_id/sharing')
  @ApiOperation({
    summary: 'Choose what I share with a coach',
    description:
      'Only what is sent changes, and at once: after the answer the coach reads nothing of a section that is off. A connection ' +
      'begins with all sections on.',
  })
  @ApiOkResponse({ type: SharingDto })
  @Refuses(new NotYourCoachError())
  change(
    @CurrentPrincipal() { id }: Principal,
    @Param('coach_id', PathId) coachId: number,
    @Body() body: ChangeSharingDto,
  ): Promise<SharingDto> {
    return this.pairs.share(coachId, id, body);
  }

  @Delete(':coach_id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End the connection with a coach',
    description:
      'After the answer the coach reads nothing about you, until you book with them again and they confirm. Your bookings stay; cancel ' +
      'them if you like.',
  })
  @ApiNoContentResponse({ description: 'It has ended.' })
  @Refuses(new NotYourCoachError())
  end(@CurrentPrincipal() { id }: Principal, @Param('coach_id', PathId) coachId: number): Promise<void> {
    return this.pairs.end(coachId, id);
  }
}

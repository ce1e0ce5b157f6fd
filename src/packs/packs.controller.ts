import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { Refuses } from '../problems/refuses.js';
import { PathId } from '../wire/fields/path-id.js';
import { IntPageQuery, type Page } from '../wire/lists/paging.js';
import { PackDto } from './dto/packs.dto.js';
import { PacksService } from './packs.service.js';

@ApiTags('Packs and credits')
@Controller()
export class PacksController {
  constructor(private readonly packs: PacksService) {}

  @Get('bookings/coaches/:coach_id/packs')
  @AllowAny()
  @ApiOperation({ summary: 'Packs of a coach', description: 'Those that can be bought, the oldest first.' })
  @ApiOkResponse({ type: [PackDto] })
  @Refuses(new CoachNotFoundError())
  list(@Param('coach_id', PathId) coachId: number, @Query() query: IntPageQuery): Promise<Page<PackDto>> {
    return this.packs.listActive(coachId, query);
  }
}

import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../../auth/access/principal.js';
import { Refuses } from '../../problems/refuses.js';
import { CoachSlotsService } from './coach-slots.service.js';
import { SlotsInUseError } from '../domain/booking-errors.js';
import { ChangeCoachSlotsDto, CoachSlotsDto } from '../dto/coach-slots.dto.js';

@ApiTags('Coach: schedule')
@Controller('coach/slots')
@Allow('coach')
export class CoachSlotsController {
  constructor(private readonly slots: CoachSlotsService) {}

  @Get()
  @ApiOperation({ summary: 'How many slots I have' })
  @ApiOkResponse({ type: CoachSlotsDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<CoachSlotsDto> {
    return this.slots.find(id);
  }

  @Put()
  @ApiOperation({ summary: 'Change how many slots I have', description: 'Slots that are held stay as they are.' })
  @ApiOkResponse({ type: CoachSlotsDto })
  @Refuses(new SlotsInUseError())
  change(@CurrentPrincipal() { id }: Principal, @Body() body: ChangeCoachSlotsDto): Promise<CoachSlotsDto> {
    return this.slots.change(id, body);
  }
}

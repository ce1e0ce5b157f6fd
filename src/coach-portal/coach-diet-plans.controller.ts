import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ClientNotFoundError, NotConnectedError } from '../connections/connection-errors.js';
import { FORM_CHANGES, FORM_MAKES } from '../wire/form-fields.js';
import type { Page } from '../wire/paging.js';
import { PathId } from '../wire/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { DietPlanDto } from '../training/dto/plans.dto.js';
import { DIET_PLANS } from '../training/plan-kinds.js';
import { EndBeforeStartError, DietPlanNotFoundError } from '../training/training-errors.js';
import { CoachPlansService } from './coach-plans.service.js';
import { ChangeDietPlanDto, PlansQuery, WriteDietPlanDto } from './dto/plan-forms.dto.js';

@ApiTags('Coach: plans and charts')
@Controller('coach/diet-plans')
@Allow('coach', 'admin')
export class CoachDietPlansController {
  constructor(private readonly plans: CoachPlansService) {}

  @Post()
  @ApiOperation({
    summary: 'Make a diet plan for a connected client',
    description: `Admins: for any client. ${FORM_MAKES}`,
  })
  @ApiCreatedResponse({ type: DietPlanDto })
  @Refuses(new ClientNotFoundError(), new NotConnectedError(), new EndBeforeStartError())
  create(@CurrentPrincipal() me: Principal, @Body() body: WriteDietPlanDto): Promise<DietPlanDto> {
    return this.plans.create(DIET_PLANS, me, body);
  }

  @Get()
  @ApiOperation({
    summary: 'List the diet plans of my connected clients',
    description: 'The one that starts last comes first. Admins see those of all clients.',
  })
  @ApiOkResponse({ type: [DietPlanDto] })
  @Refuses(new ClientNotFoundError(), new NotConnectedError())
  list(@CurrentPrincipal() me: Principal, @Query() query: PlansQuery): Promise<Page<DietPlanDto>> {
    return this.plans.list(DIET_PLANS, me, query);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Change a diet plan of a connected client',
    description: `Admins: of any client. ${FORM_CHANGES}`,
  })
  @ApiOkResponse({ type: DietPlanDto })
  @Refuses(new DietPlanNotFoundError(), new NotConnectedError(), new EndBeforeStartError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeDietPlanDto,
  ): Promise<DietPlanDto> {
    return this.plans.change(DIET_PLANS, me, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a diet plan of a connected client',
    description: 'Admins: of any client.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new DietPlanNotFoundError(), new NotConnectedError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.plans.remove(DIET_PLANS, me, id);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ClientNotFoundError, NotConnectedError } from '../connections/connection-errors.js';
import { FORM_CHANGES, FORM_MAKES } from '../wire/form-fields.js';
import type { Page } from '../wire/paging.js';
import { PathId } from '../wire/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { WorkoutPlanDto } from '../training/dto/plans.dto.js';
import { WORKOUT_PLANS } from '../training/plan-kinds.js';
import { EndBeforeStartError, WorkoutPlanNotFoundError } from '../training/training-errors.js';
import { CoachPlansService } from './coach-plans.service.js';
import { ChangeWorkoutPlanDto, PlansQuery, WriteWorkoutPlanDto } from './dto/plan-forms.dto.js';

@ApiTags('Coach: plans and charts')
@Controller('coach/workout-plans')
@Allow('coach', 'admin')
export class CoachWorkoutPlansController {
  constructor(private readonly plans: CoachPlansService) {}

  @Post()
  @ApiOperation({
    summary: 'Make a workout plan for a connected client',
    description: `Admins: for any client. ${FORM_MAKES}`,
  })
  @ApiCreatedResponse({ type: WorkoutPlanDto })
  @Refuses(new ClientNotFoundError(), new NotConnectedError(), new EndBeforeStartError())
  create(@CurrentPrincipal() me: Principal, @Body() body: WriteWorkoutPlanDto): Promise<WorkoutPlanDto> {
    return this.plans.create(WORKOUT_PLANS, me, body);
  }

  @Get()
  @ApiOperation({
    summary: 'List the workout plans of my connected clients',
    description: 'The one that starts last comes first. Admins see those of all clients.',
  })
  @ApiOkResponse({ type: [WorkoutPlanDto] })
  @Refuses(new ClientNotFoundError(), new NotConnectedError())
  list(@CurrentPrincipal() me: Principal, @Query() query: PlansQuery): Promise<Page<WorkoutPlanDto>> {
    return this.plans.list(WORKOUT_PLANS, me, query);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Change a workout plan of a connected client',
    description: `Admins: of any client. ${FORM_CHANGES}`,
  })
  @ApiOkResponse({ type: WorkoutPlanDto })
  @Refuses(new WorkoutPlanNotFoundError(), new NotConnectedError(), new EndBeforeStartError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeWorkoutPlanDto,
  ): Promise<WorkoutPlanDto> {
    return this.plans.change(WORKOUT_PLANS, me, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a workout plan of a connected client',
    description: 'Admins: of any client.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new WorkoutPlanNotFoundError(), new NotConnectedError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.plans.remove(WORKOUT_PLANS, me, id);
  }
}

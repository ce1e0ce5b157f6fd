import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { DayPageQuery, type Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { DietPlanDto, WorkoutPlanDto } from '../training/dto/plans.dto.js';
import { DIET_PLANS, WORKOUT_PLANS } from '../training/plans/plan-kinds.js';
import { own, PlansService } from '../training/plans/plans.service.js';
import { DietPlanNotFoundError, WorkoutPlanNotFoundError } from '../training/training-errors.js';

@ApiTags('Client: plans and progress')
@Controller('client')
@AllowAny()
export class ClientPlansController {
  constructor(private readonly plans: PlansService) {}

  @Get('workout-plans')
  @ApiOperation({ summary: 'List my workout plans', description: 'The one that starts last comes first.' })
  @ApiOkResponse({ type: [WorkoutPlanDto] })
  listWorkoutPlans(@CurrentPrincipal() me: Principal, @Query() query: DayPageQuery): Promise<Page<WorkoutPlanDto>> {
    return this.plans.list(WORKOUT_PLANS, own(me.id), query);
  }

  @Get('workout-plans/:id')
  @ApiOperation({ summary: 'Look at one of my workout plans' })
  @ApiOkResponse({ type: WorkoutPlanDto })
  @Refuses(new WorkoutPlanNotFoundError())
  showWorkoutPlan(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<WorkoutPlanDto> {
    return this.plans.find(WORKOUT_PLANS, own(me.id), id);
  }

  @Get('diet-plans')
  @ApiOperation({ summary: 'List my diet plans', description: 'The one that starts last comes first.' })
  @ApiOkResponse({ type: [DietPlanDto] })
  listDietPlans(@CurrentPrincipal() me: Principal, @Query() query: DayPageQuery): Promise<Page<DietPlanDto>> {
    return this.plans.list(DIET_PLANS, own(me.id), query);
  }

  @Get('diet-plans/:id')
  @ApiOperation({ summary: 'Look at one of my diet plans' })
  @ApiOkResponse({ type: DietPlanDto })
  @Refuses(new DietPlanNotFoundError())
  showDietPlan(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<DietPlanDto> {
    return this.plans.find(DIET_PLANS, own(me.id), id);
  }
}

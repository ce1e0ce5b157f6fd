import { Controller, Delete, Get, HttpCode, Param, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ClientNotFoundError, NotConnectedError, NotSharedError } from '../connections/connection-errors.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { BodyOf } from '../wire/bodies/body-of.js';
import { FORM_CHANGES, FORM_MAKES } from '../wire/fields/form-fields.js';
import type { Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { DietPlanDto, WorkoutPlanDto } from '../training/dto/plans.dto.js';
import { type AnyPlan, DIET_PLANS, type PlanKind, WORKOUT_PLANS } from '../training/plans/plan-kinds.js';
import { EndBeforeStartError } from '../training/training-errors.js';
import { CoachPlansService } from './coach-plans.service.js';
import {
  ChangeDietPlanDto,
  ChangeWorkoutPlanDto,
  PlansQuery,
  WriteDietPlanDto,
  WriteWorkoutPlanDto,
} from './dto/plan-forms.dto.js';

/** The differences between the controllers of the two kinds of plans. */
interface Face<P extends AnyPlan> {
  readonly name: 'workout' | 'diet';
  readonly kind: PlanKind<P>;
  readonly plan: Type<P>;
  readonly write: Type<Partial<P>>;
  readonly change: Type<Partial<P>>;
}

/** The routes below `/coach/workout-plans` or `/coach/diet-plans`. */
function plansController<P extends AnyPlan>({ name, kind, plan, write, change }: Face<P>): Type<object> {
  @ApiTags('Coach: plans and charts')
  @Controller(`coach/${name}-plans`)
  @Allow('coach', 'admin')
  class PlansController {
    constructor(
      private readonly plans: CoachPlansService,
      private readonly idempotency: IdempotencyService,
    ) {}

    @Post()
    @AcceptsIdempotencyKey()
    @ApiOperation({
      summary: `Make a ${name} plan for a connected client`,
      description: `Admins: for any client. ${FORM_MAKES}`,
    })
    @ApiCreatedResponse({ type: plan })
    @Refuses(
      new ClientNotFoundError(),
      new NotConnectedError(),
      new NotSharedError(),
      new EndBeforeStartError(),
      ...KEY_REFUSALS,
    )
    create(
      @CurrentPrincipal() me: Principal,
      @BodyOf(write) body: Partial<P> & { user_id: number },
      @Repetition() repetition: Repeatable | null,
    ): Promise<P> {
      return this.idempotency.run(repetition, (db) => this.plans.create(db, kind, me, body));
    }

    @Get()
    @ApiOperation({
      summary: `List the ${name} plans of my connected clients`,
      description: 'The one that starts last comes first. Admins see those of all clients.',
    })
    @ApiOkResponse({ type: [plan] })
    @Refuses(new ClientNotFoundError(), new NotConnectedError(), new NotSharedError())
    list(@CurrentPrincipal() me: Principal, @Query() query: PlansQuery): Promise<Page<P>> {
      return this.plans.list(kind, me, query);
    }

    @Get(':id')
    @ApiOperation({
      summary: `Look at a ${name} plan of a connected client`,
      description: 'Admins: of any client. The read is in the access log of the client.',
    })
    @ApiOkResponse({ type: plan })
    @Refuses(kind.notFound(), new NotConnectedError(), new NotSharedError())
    show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<P> {
      return this.plans.find(kind, me, id);
    }

    @Put(':id')
    @ApiOperation({
      summary: `Change a ${name} plan of a connected client`,
      description: `Admins: of any client. ${FORM_CHANGES}`,
    })
    @ApiOkResponse({ type: plan })
    @Refuses(kind.notFound(), new NotConnectedError(), new NotSharedError(), new EndBeforeStartError())
    change(
      @CurrentPrincipal() me: Principal,
      @Param('id', PathId) id: number,
      @BodyOf(change) body: Partial<P>,
    ): Promise<P> {
      return this.plans.change(kind, me, id, body);
    }

    @Delete(':id')
    @HttpCode(204)
    @ApiOperation({ summary: `Delete a ${name} plan of a connected client`, description: 'Admins: of any client.' })
    @ApiNoContentResponse({ description: 'It is gone.' })
    @Refuses(kind.notFound(), new NotConnectedError(), new NotSharedError())
    remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
      return this.plans.remove(kind, me, id);
    }
  }
  return PlansController;
}

export class CoachWorkoutPlansController extends plansController({
  name: 'workout',
  kind: WORKOUT_PLANS,
  plan: WorkoutPlanDto,
  write: WriteWorkoutPlanDto,
  change: ChangeWorkoutPlanDto,
}) {}

export class CoachDietPlansController extends plansController({
  name: 'diet',
  kind: DIET_PLANS,
  plan: DietPlanDto,
  write: WriteDietPlanDto,
  change: ChangeDietPlanDto,
}) {}

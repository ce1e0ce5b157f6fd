import { Controller, Delete, Get, HttpCode, Param, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { AcceptsIdempotencyKey, KEY_REFUSALS, Repetition } from '../idempotency/idempotency-key.js';
import { IdempotencyService, type Repeatable } from '../idempotency/idempotency.service.js';
import { BodyOf } from '../wire/bodies/body-of.js';
import { FORM_CHANGES, FORM_MAKES } from '../wire/fields/form-fields.js';
import type { Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { DietLogDto, LogsQuery, WorkoutLogDto } from '../training/dto/logs.dto.js';
import { DIET_LOGS, type LogDto, type LogKind, WORKOUT_LOGS } from '../training/logs/log-kinds.js';
import { LogsService } from '../training/logs/logs.service.js';
import { ChangeDietLogDto, ChangeWorkoutLogDto, WriteDietLogDto, WriteWorkoutLogDto } from './dto/log-forms.dto.js';

/** The differences between the controllers of the two kinds of logs. */
interface Face<L extends LogDto> {
  readonly name: 'workout' | 'diet';
  readonly entry: 'an exercise' | 'a meal';
  readonly kind: LogKind<L>;
  readonly log: Type<L>;
  readonly write: Type<Partial<L>>;
  readonly change: Type<Partial<L>>;
}

/** The routes below `/client/workout-logs` or `/client/diet-logs`. */
function logsController<L extends LogDto>({ name, entry, kind, log, write, change }: Face<L>): Type<object> {
  @ApiTags('Client: logs')
  @Controller(`client/${name}-logs`)
  @AllowAny()
  class LogsController {
    constructor(
      private readonly logs: LogsService,
      private readonly idempotency: IdempotencyService,
    ) {}

    @Post()
    @AcceptsIdempotencyKey()
    @ApiOperation({ summary: `Write down ${entry}`, description: FORM_MAKES })
    @ApiCreatedResponse({ type: log })
    @Refuses(...KEY_REFUSALS)
    create(
      @CurrentPrincipal() me: Principal,
      @BodyOf(write) body: Partial<L>,
      @Repetition() repetition: Repeatable | null,
    ): Promise<L> {
      return this.idempotency.run(repetition, (db) => this.logs.create(db, kind, me.id, body));
    }

    @Get()
    @ApiOperation({ summary: `List my ${name} logs`, description: 'The latest day comes first.' })
    @ApiOkResponse({ type: [log] })
    list(@CurrentPrincipal() me: Principal, @Query() query: LogsQuery): Promise<Page<L>> {
      return this.logs.list(kind, me.id, query);
    }

    @Get(':id')
    @ApiOperation({ summary: `Look at one of my ${name} logs` })
    @ApiOkResponse({ type: log })
    @Refuses(kind.notFound())
    show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<L> {
      return this.logs.find(kind, me.id, id);
    }

    @Put(':id')
    @ApiOperation({ summary: `Change one of my ${name} logs`, description: FORM_CHANGES })
    @ApiOkResponse({ type: log })
    @Refuses(kind.notFound())
    change(
      @CurrentPrincipal() me: Principal,
      @Param('id', PathId) id: number,
      @BodyOf(change) body: Partial<L>,
    ): Promise<L> {
      return this.logs.change(kind, me.id, id, body);
    }

    @Delete(':id')
    @HttpCode(204)
    @ApiOperation({ summary: `Delete one of my ${name} logs` })
    @ApiNoContentResponse({ description: 'It is gone.' })
    @Refuses(kind.notFound())
    remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
      return this.logs.remove(kind, me.id, id);
    }
  }
  return LogsController;
}

export class WorkoutLogsController extends logsController({
  name: 'workout',
  entry: 'an exercise',
  kind: WORKOUT_LOGS,
  log: WorkoutLogDto,
  write: WriteWorkoutLogDto,
  change: ChangeWorkoutLogDto,
}) {}

export class DietLogsController extends logsController({
  name: 'diet',
  entry: 'a meal',
  kind: DIET_LOGS,
  log: DietLogDto,
  write: WriteDietLogDto,
  change: ChangeDietLogDto,
}) {}

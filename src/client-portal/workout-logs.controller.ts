import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { FORM_CHANGES, FORM_MAKES } from '../wire/form-fields.js';
import type { Page } from '../wire/paging.js';
import { PathId } from '../wire/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { LogsQuery, WorkoutLogDto } from '../training/dto/logs.dto.js';
import { WORKOUT_LOGS } from '../training/log-kinds.js';
import { LogsService } from '../training/logs.service.js';
import { WorkoutLogNotFoundError } from '../training/training-errors.js';
import { ChangeWorkoutLogDto, WriteWorkoutLogDto } from './dto/log-forms.dto.js';

@ApiTags('Client: logs')
@Controller('client/workout-logs')
@AllowAny()
export class WorkoutLogsController {
  constructor(private readonly logs: LogsService) {}

  @Post()
  @ApiOperation({
    summary: 'Write down an exercise',
    description: FORM_MAKES,
  })
  @ApiCreatedResponse({ type: WorkoutLogDto })
  create(@CurrentPrincipal() me: Principal, @Body() body: WriteWorkoutLogDto): Promise<WorkoutLogDto> {
    return this.logs.create(WORKOUT_LOGS, me.id, body);
  }

  @Get()
  @ApiOperation({ summary: 'List my workout logs', description: 'The latest day comes first.' })
  @ApiOkResponse({ type: [WorkoutLogDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: LogsQuery): Promise<Page<WorkoutLogDto>> {
    return this.logs.list(WORKOUT_LOGS, me.id, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Look at one of my workout logs' })
  @ApiOkResponse({ type: WorkoutLogDto })
  @Refuses(new WorkoutLogNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<WorkoutLogDto> {
    return this.logs.find(WORKOUT_LOGS, me.id, id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Change one of my workout logs',
    description: FORM_CHANGES,
  })
  @ApiOkResponse({ type: WorkoutLogDto })
  @Refuses(new WorkoutLogNotFoundError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeWorkoutLogDto,
  ): Promise<WorkoutLogDto> {
    return this.logs.change(WORKOUT_LOGS, me.id, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete one of my workout logs' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new WorkoutLogNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.logs.remove(WORKOUT_LOGS, me.id, id);
  }
}

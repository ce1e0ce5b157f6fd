import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { FORM_CHANGES, FORM_MAKES } from '../wire/form-fields.js';
import type { Page } from '../wire/paging.js';
import { PathId } from '../wire/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { DietLogDto, LogsQuery } from '../training/dto/logs.dto.js';
import { DIET_LOGS } from '../training/log-kinds.js';
import { LogsService } from '../training/logs.service.js';
import { DietLogNotFoundError } from '../training/training-errors.js';
import { ChangeDietLogDto, WriteDietLogDto } from './dto/log-forms.dto.js';

@ApiTags('Client: logs')
@Controller('client/diet-logs')
@AllowAny()
export class DietLogsController {
  constructor(private readonly logs: LogsService) {}

  @Post()
  @ApiOperation({
    summary: 'Write down a meal',
    description: FORM_MAKES,
  })
  @ApiCreatedResponse({ type: DietLogDto })
  create(@CurrentPrincipal() me: Principal, @Body() body: WriteDietLogDto): Promise<DietLogDto> {
    return this.logs.create(DIET_LOGS, me.id, body);
  }

  @Get()
  @ApiOperation({ summary: 'List my diet logs', description: 'The latest day comes first.' })
  @ApiOkResponse({ type: [DietLogDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: LogsQuery): Promise<Page<DietLogDto>> {
    return this.logs.list(DIET_LOGS, me.id, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Look at one of my diet logs' })
  @ApiOkResponse({ type: DietLogDto })
  @Refuses(new DietLogNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<DietLogDto> {
    return this.logs.find(DIET_LOGS, me.id, id);
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Change one of my diet logs',
    description: FORM_CHANGES,
  })
  @ApiOkResponse({ type: DietLogDto })
  @Refuses(new DietLogNotFoundError())
  change(
    @CurrentPrincipal() me: Principal,
    @Param('id', PathId) id: number,
    @Body() body: ChangeDietLogDto,
  ): Promise<DietLogDto> {
    return this.logs.change(DIET_LOGS, me.id, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete one of my diet logs' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new DietLogNotFoundError())
  remove(@CurrentPrincipal() me: Principal, @Param('id', PathId) id: number): Promise<void> {
    return this.logs.remove(DIET_LOGS, me.id, id);
  }
}

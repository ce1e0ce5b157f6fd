import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { Refuses } from '../problems/refuses.js';
import type { Page } from '../wire/lists/paging.js';
import { PathDate } from '../wire/fields/path-id.js';
import { DateNotFoundError } from './availability-errors.js';
import { ScheduleDateDto, ScheduleDatesQuery, WriteScheduleDateDto } from './dto/schedule-dates.dto.js';
import { ChangeScheduleDto, ScheduleDto } from './dto/schedule.dto.js';
import { ScheduleDatesService } from './schedule-dates.service.js';
import { SchedulesService } from './schedules.service.js';

const DAY = {
  name: 'date',
  description: 'The day that is meant.',
  schema: { type: 'string', format: 'date', example: '2027-07-05' },
};

@ApiTags('Coach: schedule')
@Controller('coach/schedule')
@Allow('coach')
export class ScheduleController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly dates: ScheduleDatesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Look at my hours and rules for booking' })
  @ApiOkResponse({ type: ScheduleDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<ScheduleDto> {
    return this.schedules.find(id);
  }

  @Put()
  @ApiOperation({
    summary: 'Change my hours and rules for booking',
    description:
      'Only what is sent changes; a list that is sent replaces the whole list. Hours need a `time_zone`. Without any session ' +
      'type, the first hours bring one of 60 minutes. No booking changes.',
  })
  @ApiOkResponse({ type: ScheduleDto })
  change(@CurrentPrincipal() { id }: Principal, @Body() body: ChangeScheduleDto): Promise<ScheduleDto> {
    return this.schedules.change(id, body);
  }

  @Get('dates')
  @ApiOperation({ summary: 'List the days with hours of their own', description: 'In order.' })
  @ApiOkResponse({ type: [ScheduleDateDto] })
  listDates(@CurrentPrincipal() { id }: Principal, @Query() query: ScheduleDatesQuery): Promise<Page<ScheduleDateDto>> {
    return this.dates.list(id, query);
  }

  @Put('dates/:date')
  @ApiOperation({
    summary: 'Set the hours of one day',
    description: 'They replace the hours of its weekday; an empty list closes the day. Hours need a `time_zone`.',
  })
  @ApiParam(DAY)
  @ApiOkResponse({ type: ScheduleDateDto })
  writeDate(
    @CurrentPrincipal() { id }: Principal,
    @Param('date', PathDate) date: string,
    @Body() body: WriteScheduleDateDto,
  ): Promise<ScheduleDateDto> {
    return this.dates.write(id, date, body);
  }

  @Delete('dates/:date')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a day have the hours of its weekday again' })
  @ApiParam(DAY)
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(new DateNotFoundError())
  removeDate(@CurrentPrincipal() { id }: Principal, @Param('date', PathDate) date: string): Promise<void> {
    return this.dates.remove(id, date);
  }
}

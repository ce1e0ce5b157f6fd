import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ChartQuery } from '../training/dto/charts.dto.js';
import { CoachChartsService } from './coach-charts.service.js';
import { ClientOverviewDto, EngagementDto, PlanAssignmentsDto } from './dto/coach-charts.dto.js';

@ApiTags('Coach: plans and charts')
@Controller('coach/charts')
@Allow('coach', 'admin')
export class CoachChartsController {
  constructor(private readonly charts: CoachChartsService) {}

  @Get('client-overview')
  @ApiOperation({
    summary: 'My connected clients side by side',
    description:
      'What each did from 30 days before today up to today, both included; by name, at most 500 of them. Admins see all ' +
      'clients.',
  })
  @ApiOkResponse({ type: ClientOverviewDto })
  showOverview(@CurrentPrincipal() me: Principal): Promise<ClientOverviewDto> {
    return this.charts.overview(me);
  }

  @Get('engagement')
  @ApiOperation({
    summary: 'How much my connected clients log each day',
    description: 'All days of the period. Admins: of all clients.',
  })
  @ApiOkResponse({ type: EngagementDto })
  showEngagement(@CurrentPrincipal() me: Principal, @Query() { days }: ChartQuery): Promise<EngagementDto> {
    return this.charts.engagement(me, days);
  }

  @Get('plan-assignments')
  @ApiOperation({ summary: 'The plans of my connected clients by status', description: 'Admins: of all clients.' })
  @ApiOkResponse({ type: PlanAssignmentsDto })
  showPlanAssignments(@CurrentPrincipal() me: Principal): Promise<PlanAssignmentsDto> {
    return this.charts.planAssignments(me);
  }
}

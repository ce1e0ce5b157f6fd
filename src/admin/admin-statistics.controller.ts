import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ChartQuery } from '../training/dto/charts.dto.js';
import {
  CoachPerformanceDto,
  GrowthQuery,
  HealthChartQuery,
  PlatformUsageDto,
  SystemHealthDto,
  UserGrowthDto,
} from './dto/charts.dto.js';
import { StatisticsDto, UsageReportDto } from './dto/statistics.dto.js';
import { PlatformChartsService } from './platform-charts.service.js';
import { StatisticsService } from './statistics.service.js';

@ApiTags('Admin: figures')
@Controller('admin')
@Allow('admin')
export class AdminStatisticsController {
  constructor(
    private readonly statistics: StatisticsService,
    private readonly charts: PlatformChartsService,
  ) {}

  @Get('stats')
  @ApiOperation({ summary: 'The platform in figures', description: 'Deleted users count nowhere.' })
  @ApiOkResponse({ type: StatisticsDto })
  showStatistics(@CurrentPrincipal() me: Principal): Promise<StatisticsDto> {
    return this.statistics.now(me);
  }

  @Get('reports/usage')
  @ApiOperation({
    summary: 'What went on in a period',
    description:
      'Days are those of your own time zone. The five who logged most workouts find you in their access log.',
  })
  @ApiOkResponse({ type: UsageReportDto })
  reportUsage(@CurrentPrincipal() me: Principal, @Query() { days }: ChartQuery): Promise<UsageReportDto> {
    return this.statistics.usage(me, days);
  }

  @Get('charts/user-growth')
  @ApiOperation({ summary: 'Sign-ups a day, by role' })
  @ApiOkResponse({ type: UserGrowthDto })
  showUserGrowth(@CurrentPrincipal() me: Principal, @Query() { days }: GrowthQuery): Promise<UserGrowthDto> {
    return this.charts.userGrowth(me, days);
  }

  @Get('charts/platform-usage')
  @ApiOperation({ summary: 'Workout and diet logs a day' })
  @ApiOkResponse({ type: PlatformUsageDto })
  showPlatformUsage(@CurrentPrincipal() me: Principal, @Query() { days }: ChartQuery): Promise<PlatformUsageDto> {
    return this.charts.platformUsage(me, days);
  }

  @Get('charts/coach-performance')
  @ApiOperation({ summary: 'Plans, clients, and how the bookings of each coach stand' })
  @ApiOkResponse({ type: CoachPerformanceDto })
  showCoachPerformance(): Promise<CoachPerformanceDto> {
    return this.charts.coachPerformance();
  }

  @Get('charts/system-health')
  @ApiOperation({ summary: 'How many users are active a day' })
  @ApiOkResponse({ type: SystemHealthDto })
  showSystemHealth(@CurrentPrincipal() me: Principal, @Query() { days }: HealthChartQuery): Promise<SystemHealthDto> {
    return this.charts.systemHealth(me, days);
  }
}

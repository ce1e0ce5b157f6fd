import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ChartsService } from '../training/progress/charts.service.js';
import {
  ChartQuery,
  DayCountsDto,
  DietAdherenceDto,
  VolumeQuery,
  WorkoutVolumeDto,
} from '../training/dto/charts.dto.js';
import { ProgressDto } from '../training/dto/progress.dto.js';
import { ProgressService } from '../training/progress/progress.service.js';

@ApiTags('Client: plans and progress')
@Controller('client')
@AllowAny()
export class ClientProgressController {
  constructor(
    private readonly progress: ProgressService,
    private readonly charts: ChartsService,
  ) {}

  @Get('progress')
  @ApiOperation({
    summary: 'See my progress',
    description:
      'What was logged from 30 days before today up to today, both included; the active plans; and week by week what was ' +
      'lifted and eaten.',
  })
  @ApiOkResponse({ type: ProgressDto })
  show(@CurrentPrincipal() me: Principal): Promise<ProgressDto> {
    return this.progress.of(me.id, me.timeZone);
  }

  @Get('charts/workout-frequency')
  @ApiOperation({ summary: 'How many exercises I did each day', description: 'Only days with any.' })
  @ApiOkResponse({ type: DayCountsDto })
  showWorkoutFrequency(@CurrentPrincipal() me: Principal, @Query() { days }: ChartQuery): Promise<DayCountsDto> {
    return this.charts.workoutFrequency(me, days);
  }

  @Get('charts/diet-adherence')
  @ApiOperation({ summary: 'What I ate each day, beside my targets', description: 'Only days with a diet log.' })
  @ApiOkResponse({ type: DietAdherenceDto })
  showDietAdherence(@CurrentPrincipal() me: Principal, @Query() { days }: ChartQuery): Promise<DietAdherenceDto> {
    return this.charts.dietAdherence(me, days);
  }

  @Get('charts/workout-volume')
  @ApiOperation({
    summary: 'The weights I lifted each day',
    description: 'Only of logs that say a weight; of more than 500 exercises or 10,000 days of them the latest.',
  })
  @ApiOkResponse({ type: WorkoutVolumeDto })
  showWorkoutVolume(
    @CurrentPrincipal() me: Principal,
    @Query() { days, exercise }: VolumeQuery,
  ): Promise<WorkoutVolumeDto> {
    return this.charts.workoutVolume(me, days, exercise ?? null);
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Config } from '../../config/config.js';
import { type Environment, ENVIRONMENTS } from '../../config/environment.js';
import { Clock } from '../../time/clock.js';
import { Choice, Instant, Text } from '../../wire/fields/fields.js';
import { Public } from '../../wire/public.js';
import { NotReadyError, Readiness } from './readiness.js';
import { Refuses } from '../../problems/refuses.js';
import { VERSION } from '../../config/version.js';

class HealthDto {
  @Choice(['healthy'], 'HealthStatus', { example: 'healthy' })
  readonly status: 'healthy';

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly timestamp: string;

  @Text({ max: 40, example: '0.1.0' })
  readonly version: string;

  @Choice(ENVIRONMENTS, 'Environment', { example: 'production' })
  readonly environment: Environment;
}

class ReadyDto {
  @Choice(['ready'], 'ReadyStatus', { example: 'ready' })
  readonly status: 'ready';
}

@ApiTags('Health')
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly readiness: Readiness,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Say that the process is alive', description: 'Touches no database.' })
  @ApiOkResponse({ type: HealthDto })
  health(): HealthDto {
    return {
      status: 'healthy',
      timestamp: this.clock.now().toISOString(),
      version: VERSION,
      environment: this.config.environment,
    };
  }

  @Get('live')
  @ApiOperation({ summary: 'Liveness probe', description: 'Restart the process when this fails. Touches no database.' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return this.health();
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Readiness probe',
    description: 'Send requests here only while this is 200: the database answers and all migrations are applied.',
  })
  @ApiOkResponse({ type: ReadyDto })
  @Refuses(new NotReadyError('The database does not answer.'))
  async ready(): Promise<ReadyDto> {
    await this.readiness.assertReady();
    return { status: 'ready' };
  }
}

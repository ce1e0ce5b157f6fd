import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { OwnUserDto } from '../users/dto/user.dto.js';
import { ChangeSettingsDto, SettingsDto } from '../users/dto/settings.dto.js';
import { SettingsService } from '../users/settings.service.js';
import { UsersService } from '../users/users.service.js';
import { AdminStatsDto, ClientStatsDto, CoachStatsDto, OWN_STATS, type OwnStatsDto } from './dto/own-stats.dto.js';
import { OwnStatsService } from './own-stats.service.js';

@ApiTags('Profile')
@Controller('users')
@AllowAny()
export class OwnAccountController {
  constructor(
    private readonly users: UsersService,
    private readonly stats: OwnStatsService,
    private readonly settings: SettingsService,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Look at my account', description: 'The same as `GET /auth/me`.' })
  @ApiOkResponse({ type: OwnUserDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<OwnUserDto> {
    return this.users.findOwn(id);
  }

  @Get('stats')
  @ApiOperation({ summary: 'My figures', description: 'Which ones depends on the role.' })
  @ApiExtraModels(ClientStatsDto, CoachStatsDto, AdminStatsDto)
  @ApiOkResponse({ schema: OWN_STATS })
  showStats(@CurrentPrincipal() me: Principal): Promise<OwnStatsDto> {
    return this.stats.of(me);
  }

  @Get('me/settings')
  @ApiOperation({ summary: 'Look at my settings' })
  @ApiOkResponse({ type: SettingsDto })
  showSettings(@CurrentPrincipal() { id }: Principal): Promise<SettingsDto> {
    return this.settings.find(id);
  }

  @Put('me/settings')
  @ApiOperation({
    summary: 'Change my settings',
    description:
      'Only what is sent changes, inside `mail` too. "Today" and "the last 30 days" are days of `time_zone`, in figures of ' +
      'others too. Other `reminder_minutes` count for sessions that are booked already.',
  })
  @ApiOkResponse({ type: SettingsDto })
  changeSettings(@CurrentPrincipal() me: Principal, @Body() body: ChangeSettingsDto): Promise<SettingsDto> {
    return this.settings.change(me, body);
  }
}

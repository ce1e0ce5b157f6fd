import { Body, Controller, Delete, Get, HttpCode, Ip, Put } from '@nestjs/common';
import { ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowAny } from '../auth/access/access.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { BusyError, TooManyAttemptsError, WrongPasswordError } from '../auth/auth-errors.js';
import { CreditsLeftError, ErasuresListError, SessionsAheadError } from '../erasure/domain/erasure-errors.js';
import { ErasuresService } from '../erasure/erasures.service.js';
import { Refuses } from '../problems/refuses.js';
import { LastAdminError } from '../users/domain/account-errors.js';
import { OwnUserDto } from '../users/dto/user.dto.js';
import { ChangeSettingsDto, SettingsDto } from '../users/dto/settings.dto.js';
import { SettingsService } from '../users/settings.service.js';
import { UsersService } from '../users/users.service.js';
import { DeleteAccountDto } from './dto/delete-account.dto.js';
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
    private readonly erasures: ErasuresService,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Look at my account', description: 'The same as `GET /auth/me`.' })
  @ApiOkResponse({ type: OwnUserDto })
  show(@CurrentPrincipal() { id }: Principal): Promise<OwnUserDto> {
    return this.users.findOwn(id);
  }

  @Delete('me')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete my account',
    description:
      'Logs, plans, sessions, profile, email and name go at once and for good; `POST /users/me/export` gives a copy before. Sessions ' +
      'ahead are cancelled, by a client for what that costs then, and those who share them are told; confirmed ones that have begun are ' +
      'completed. Credits of packs end: a client loses them, and what clients paid a coach for theirs goes back. Somebody who has ' +
      'sessions or credits is refused first and sends `confirm`. Bookings of the past show "Deleted user", feedback stays without a ' +
      'name, and the books keep amounts. The last admin stays.',
  })
  @ApiNoContentResponse({ description: 'The account is gone, and every login session of it.' })
  @Refuses(
    new WrongPasswordError(),
    new TooManyAttemptsError(900),
    new BusyError(),
    new SessionsAheadError({ sessions: 3, credits: 5, creditsOfClients: 0 }),
    new CreditsLeftError({ sessions: 0, credits: 5, creditsOfClients: 0 }),
    new LastAdminError(),
    new ErasuresListError(),
  )
  delete(
    @CurrentPrincipal() me: Principal,
    @Body() { password, confirm = false }: DeleteAccountDto,
    @Ip() address: string,
  ): Promise<void> {
    return this.erasures.deleteOneself(me, { password, isConfirmed: confirm, address });
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

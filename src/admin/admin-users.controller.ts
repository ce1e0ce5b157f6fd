import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access/access.js';
import { EmailTakenError } from '../auth/auth-errors.js';
import { CurrentPrincipal, type Principal } from '../auth/access/principal.js';
import { ErasuresListError } from '../erasure/domain/erasure-errors.js';
import { ErasuresService } from '../erasure/erasures.service.js';
import type { Page } from '../wire/lists/paging.js';
import { PathId } from '../wire/fields/path-id.js';
import { Refuses } from '../problems/refuses.js';
import { UserDto } from '../users/dto/user.dto.js';
import { HasActiveBookingsError, LastAdminError, OwnAccountError } from '../users/domain/account-errors.js';
import { UserNotFoundError } from '../users/user-errors.js';
import { ChangeUserDto, UsersQuery } from './dto/admin-users.dto.js';
import { EchoedUserGuard } from './echoed-user.guard.js';
import { UserChangesService } from './user-changes.service.js';
import { UserViewsService } from './user-views.service.js';

@ApiTags('Admin')
@Controller('admin/users')
@Allow('admin')
export class AdminUsersController {
  constructor(
    private readonly views: UserViewsService,
    private readonly changes: UserChangesService,
    private readonly erasures: ErasuresService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List all users', description: 'The newest comes first, unless `sort` says otherwise.' })
  @ApiOkResponse({ type: [UserDto] })
  list(@CurrentPrincipal() me: Principal, @Query() query: UsersQuery): Promise<Page<UserDto>> {
    return this.views.list(me, query);
  }

  @Get(':user_id')
  @ApiOperation({ summary: 'Look at any user' })
  @ApiOkResponse({ type: UserDto })
  @Refuses(new UserNotFoundError())
  show(@CurrentPrincipal() me: Principal, @Param('user_id', PathId) userId: number): Promise<UserDto> {
    return this.views.find(me, userId);
  }

  @Put(':user_id')
  @UseGuards(EchoedUserGuard)
  @ApiOperation({
    summary: 'Change a user',
    description:
      'Only what is sent changes. A deactivated user is out at once; their bookings stay. Nobody demotes or deactivates ' +
      'themselves or the last active admin, and nobody with active bookings changes role. The user may be sent back whole: ' +
      'id and profile do not count while they are as they were.',
  })
  @ApiOkResponse({ type: UserDto })
  @Refuses(
    new UserNotFoundError(),
    new EmailTakenError(),
    new OwnAccountError('demote'),
    new LastAdminError(),
    new HasActiveBookingsError(),
  )
  change(
    @CurrentPrincipal() me: Principal,
    @Param('user_id', PathId) userId: number,
    @Body() body: ChangeUserDto,
  ): Promise<UserDto> {
    return this.changes.change(me, userId, body.toChange());
  }

  @Delete(':user_id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a user',
    description:
      'Logs, plans, sessions, profile, email and name go; active bookings are cancelled, which costs nobody anything, and their slots ' +
      'are free again. Confirmed sessions that have begun are completed, and stay paid. Bookings of the past show "Deleted user", and ' +
      'feedback stays without a name.',
  })
  @ApiNoContentResponse({ description: 'The user is gone.' })
  @Refuses(new UserNotFoundError(), new OwnAccountError('delete'), new LastAdminError(), new ErasuresListError())
  delete(@CurrentPrincipal() me: Principal, @Param('user_id', PathId) userId: number): Promise<void> {
    return this.erasures.delete(me, userId);
  }
}

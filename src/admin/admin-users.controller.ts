import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access.js';
import { EmailTakenError } from '../auth/auth-errors.js';
import { CurrentPrincipal, type Principal } from '../auth/principal.js';
import { type Page, Paged } from '../http/paging.js';
import { PathId } from '../http/path-id.js';
import { Refuses } from '../http/refuses.js';
import { UserDto } from '../users/dto/user.dto.js';
import { UserNotFoundError } from '../users/user-errors.js';
import { UsersService } from '../users/users.service.js';
import { HasActiveBookingsError, LastAdminError, OwnAccountError } from './domain/account-errors.js';
import { ChangeUserDto, UsersQuery } from './dto/admin-users.dto.js';
import { UserAdministration } from './user-administration.service.js';

@ApiTags('Admin')
@Controller('admin/users')
@Allow('admin')
export class AdminUsersController {
  constructor(
    private readonly users: UsersService,
    private readonly administration: UserAdministration,
  ) {}

  @Get()
  @Paged()
  @ApiOperation({ summary: 'List all users', description: 'The newest comes first.' })
  @ApiOkResponse({ type: [UserDto] })
  list(@Query() query: UsersQuery): Promise<Page<UserDto>> {
    return this.users.list(query);
  }

  @Get(':user_id')
  @ApiOperation({ summary: 'Look at any user' })
  @ApiOkResponse({ type: UserDto })
  @Refuses(new UserNotFoundError())
  show(@Param('user_id', PathId) userId: number): Promise<UserDto> {
    return this.users.find(userId);
  }

  @Put(':user_id')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Change a user',
    description:
      'Only what is sent changes. A deactivated user is out at once; their bookings stay. Nobody demotes or deactivates ' +
      'themselves or the last active admin, and nobody with active bookings changes role.',
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
    return this.administration.change(me.id, userId, body.toChange());
  }

  @Delete(':user_id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a user',
    description:
      'Logs, plans, sessions, profile, email and name go; active bookings are cancelled and their slots are free again. ' +
      'Bookings of the past show "Deleted user", and feedback stays without a name.',
  })
  @ApiNoContentResponse({ description: 'The user is gone.' })
  @Refuses(new UserNotFoundError(), new OwnAccountError('delete'), new LastAdminError())
  delete(@CurrentPrincipal() me: Principal, @Param('user_id', PathId) userId: number): Promise<void> {
    return this.administration.delete(me.id, userId);
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../auth/access.js';
import { type Page, Paged } from '../http/paging.js';
import { PathId } from '../http/path-id.js';
import { Refuses } from '../http/refuses.js';
import { UserDto } from '../users/dto/user.dto.js';
import { UserNotFoundError } from '../users/user-errors.js';
import { UsersService } from '../users/users.service.js';
import { UsersQuery } from './dto/admin-users.dto.js';

@ApiTags('Admin')
@Controller('admin/users')
@Allow('admin')
export class AdminUsersController {
  constructor(private readonly users: UsersService) {}

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
}

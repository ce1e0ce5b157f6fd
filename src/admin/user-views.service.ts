import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
import type { Principal } from '../auth/access/principal.js';
import { Database } from '../database/database.js';
import type { Page } from '../wire/lists/paging.js';
import type { UserDto } from '../users/dto/user.dto.js';
import { UsersService } from '../users/users.service.js';
import type { UsersQuery } from './dto/admin-users.dto.js';

/** How admins read users. The access log notes each read. */
@Injectable()
export class UserViewsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly accessLog: AccessLogService,
  ) {}

  /** Newest first, unless the query says otherwise. */
  async list(me: Principal, query: UsersQuery): Promise<Page<UserDto>> {
    const page = await this.users.list(query);
    await this.accessLog.recordProfiles(this.database, me, page.items);
    return page;
  }

  async find(me: Principal, id: number): Promise<UserDto> {
    const user = await this.users.find(id);
    await this.accessLog.recordProfiles(this.database, me, [user]);
    return user;
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../database/database.js';
import { KeysetList, type Order } from '../wire/keyset-list.js';
import type { Page, TimePageQuery } from '../wire/paging.js';
import type { OwnUserDto, UserDto } from './dto/user.dto.js';
import type { Role } from './role.js';
import { OWN_USER_COLUMNS, USER_COLUMNS } from './user-columns.js';
import { UserNotFoundError } from './user-errors.js';

const ONE = `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`;
const OWN = `SELECT ${OWN_USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`;

const NEWEST: Order<UserDto & { created_at: string }> = {
  key: 'u.created_at',
  id: 'u.id',
  direction: 'DESC',
  cursorOf: (user) => ({ value: user.created_at, id: user.id }),
};

/** Reads users, without deleted ones. Callers check the permission. */
@Injectable()
export class UsersService {
  constructor(private readonly database: Database) {}

  find(id: number): Promise<UserDto> {
    return this.read(this.database, id);
  }

  /** The same, also inside a transaction. */
  async read(db: Handle, id: number): Promise<UserDto> {
    const [user] = await db.rows<UserDto>(ONE, [id]);
    if (!user) throw new UserNotFoundError();
    return user;
  }

  /** As the user themselves. */
  findOwn(id: number): Promise<OwnUserDto> {
    return this.readOwn(this.database, id);
  }

  /** The same, also inside a transaction. */
  async readOwn(db: Handle, id: number): Promise<OwnUserDto> {
    const [user] = await db.rows<OwnUserDto>(OWN, [id]);
    if (!user) throw new UserNotFoundError();
    return user;
  }

  /** Newest first. */
  async list(query: TimePageQuery & { role?: Role }): Promise<Page<UserDto>> {
    const list = new KeysetList(NEWEST, query);
    list.where('u.deleted_at IS NULL');
    if (query.role !== undefined) list.where(`u.role = ${list.parameter(query.role)}`);
    const page = await list.page(this.database, (rest) => `SELECT ${USER_COLUMNS}, u.created_at FROM users u ${rest}`);
    return page.map(({ created_at: _, ...user }) => user);
  }
}

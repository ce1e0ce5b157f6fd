import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../database/database.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page, PageQuery } from '../wire/lists/paging.js';
import { byName, contains } from '../database/rows/texts.js';
import type { OwnUserDto, UserDto } from './dto/user.dto.js';
import type { Role } from './role.js';
import { OWN_USER_COLUMNS, USER_COLUMNS } from './user-columns.js';
import { UserNotFoundError } from './user-errors.js';

const ONE = `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`;
const OWN = `SELECT ${OWN_USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`;

/** The name of this order in queries and cursors. */
export const USERS_BY_NAME = 'full_name';

type UserRow = UserDto & { readonly created_at: string };

const NEWEST: Order<UserRow> = {
  key: 'u.created_at',
  id: 'u.id',
  direction: 'DESC',
  cursorOf: (user) => ({ value: user.created_at, id: user.id }),
};

/** Case and accents do not count. */
const BY_NAME: Order<UserRow> = {
  name: USERS_BY_NAME,
  key: byName('u.full_name'),
  keyOf: byName,
  id: 'u.id',
  direction: 'ASC',
  cursorOf: (user) => ({ value: user.full_name, id: user.id }),
};

/** Which users, and in which order. */
interface WantedUsers extends PageQuery {
  readonly role?: Role;
  readonly is_active?: boolean;
  readonly is_verified?: boolean;
  readonly q?: string;
  readonly sort?: 'created_at' | typeof USERS_BY_NAME;
}

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

  /** Newest first, unless the query says otherwise. */
  async list(query: WantedUsers): Promise<Page<UserDto>> {
    const list = new KeysetList(query.sort === USERS_BY_NAME ? BY_NAME : NEWEST, query, 'users u');
    list.where('u.deleted_at IS NULL');
    if (query.role !== undefined) list.where(`u.role = ${list.parameter(query.role)}`);
    if (query.is_active !== undefined) list.where(`u.is_active = ${list.parameter(query.is_active)}`);
    if (query.is_verified !== undefined) list.where(`u.is_verified = ${list.parameter(query.is_verified)}`);
    if (query.q !== undefined) {
      const wanted = list.parameter(query.q);
      list.where(`(${contains('u.full_name', wanted)} OR ${contains('u.email', wanted)})`);
    }
    const page = await list.page(this.database, (rest) => `SELECT ${USER_COLUMNS}, u.created_at FROM users u ${rest}`);
    return page.map(({ created_at: _, ...user }) => user);
  }
}

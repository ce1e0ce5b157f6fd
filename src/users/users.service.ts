import { Injectable } from '@nestjs/common';
import { Database, type Run } from '../database/database.js';
import { type Page, pageOf, type TimePageQuery } from '../wire/paging.js';
import { USER_COLUMNS, type UserDto } from './dto/user.dto.js';
import type { Role } from './role.js';
import { UserNotFoundError } from './user-errors.js';

const ONE = `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`;

/** Reading people, for those who may: themselves and admins. Deleted ones are not there. */
@Injectable()
export class UsersService {
  constructor(private readonly database: Database) {}

  find(id: number): Promise<UserDto> {
    return this.read(this.database, id);
  }

  /** The same where it may be within a transaction. */
  async read(run: Run, id: number): Promise<UserDto> {
    const [user] = await run.rows<UserDto>(ONE, [id]);
    if (!user) throw new UserNotFoundError();
    return user;
  }

  /** Newest first. */
  async list({ role, limit, cursor }: TimePageQuery & { role?: Role }): Promise<Page<UserDto>> {
    const values: unknown[] = [limit + 1];
    const conditions = ['u.deleted_at IS NULL'];
    if (role !== undefined) conditions.push(`u.role = $${values.push(role)}`);
    if (cursor) conditions.push(`(u.created_at, u.id) < ($${values.push(cursor.value)}, $${values.push(cursor.id)})`);
    const statement = `
      SELECT ${USER_COLUMNS}, u.created_at FROM users u WHERE ${conditions.join(' AND ')}
       ORDER BY u.created_at DESC, u.id DESC LIMIT $1`;
    const rows = await this.database.rows<UserDto & { created_at: string }>(statement, values);
    const page = pageOf(rows, limit, (last) => ({ value: last.created_at, id: last.id }));
    return page.map(({ created_at: _, ...user }) => user);
  }
}

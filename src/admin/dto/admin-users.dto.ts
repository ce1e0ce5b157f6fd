import { Bool, Choice, Email, Line } from '../../wire/fields.js';
import { TimePageQuery } from '../../wire/paging.js';
import { QueryChoice } from '../../wire/query-fields.js';
import { type Role, ROLES } from '../../users/role.js';
import type { UserChange } from '../../users/domain/account.js';

/** Filters of the list of users. */
export class UsersQuery extends TimePageQuery {
  @QueryChoice(ROLES, 'Role', { description: 'Only users of this role.' })
  readonly role?: Role;
}

/** Body of `PUT /admin/users/{id}`: only what is sent changes. */
export class ChangeUserDto {
  @Email({ optional: true, description: 'Unique whatever its case.', example: 'jo@example.com' })
  readonly email?: string;

  @Line({ max: 255, optional: true, example: 'Jo Miller' })
  readonly full_name?: string;

  @Choice(ROLES, 'Role', { optional: true, description: 'Not while bookings are active.', example: 'client' })
  readonly role?: Role;

  @Bool({ optional: true, description: '`false` ends every session of the user at once.', example: true })
  readonly is_active?: boolean;

  @Bool({ optional: true, description: 'Coaches who wait for approval are listed once this is true.', example: true })
  readonly is_verified?: boolean;

  toChange(): UserChange {
    const { email, full_name, role, is_active, is_verified } = this;
    return {
      ...(email !== undefined && { email }),
      ...(full_name !== undefined && { fullName: full_name }),
      ...(role !== undefined && { role }),
      ...(is_active !== undefined && { isActive: is_active }),
      ...(is_verified !== undefined && { isVerified: is_verified }),
    };
  }
}

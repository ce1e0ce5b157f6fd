import { Bool, Choice, Email, Line } from '../../wire/fields/fields.js';
import { instantFault } from '../../time/iso.js';
import { type Cursor, CursorField, LimitQuery } from '../../wire/lists/paging.js';
import { QueryBool, QueryChoice, QueryText } from '../../wire/fields/query-fields.js';
import { isStorable } from '../../wire/fields/text.js';
import { USERS_BY_NAME } from '../../users/users.service.js';
import { type Role, ROLES } from '../../users/role.js';
import type { UserChange } from '../../users/domain/account.js';

const SORTS = ['created_at', USERS_BY_NAME] as const;

/** Filters of the list of users. */
export class UsersQuery extends LimitQuery {
  @QueryChoice(ROLES, 'Role', { description: 'Only users of this role.' })
  readonly role?: Role;

  @QueryBool({ description: '`true`: only users who may log in; `false`: only deactivated ones.', example: true })
  readonly is_active?: boolean;

  @QueryBool({ description: '`false`: only users whom no admin has approved, such as new coaches.', example: false })
  readonly is_verified?: boolean;

  @QueryText({ max: 200, description: 'Found in name or email, whatever the case and the accents.', example: 'miller' })
  readonly q?: string;

  @QueryChoice(SORTS, 'UserSort', {
    description: '`created_at`: the newest user first. `full_name`: by name; case and accents do not count.',
    default: 'created_at',
    example: 'full_name',
  })
  readonly sort?: (typeof SORTS)[number];

  @CursorField((value, order) => (order === USERS_BY_NAME ? isStorable(value) : instantFault(value) === null))
  readonly cursor?: Cursor;
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

import { Choice } from '../../http/fields.js';
import { TimePageQuery } from '../../http/paging.js';
import { type Role, ROLES } from '../../users/role.js';

/** Filters of the list of users. */
export class UsersQuery extends TimePageQuery {
  @Choice(ROLES, 'Role', { optional: true, description: 'Only users of this role.' })
  readonly role?: Role;
}

import type { Role } from '../role.js';

/** What admins look at before they change or delete a user. */
export interface LockedUser {
  readonly id: number;
  readonly role: Role;
  readonly isActive: boolean;
  /** Whether there is an active admin beside this user. */
  readonly hasOtherAdmin: boolean;
  /** Whether who asks is an active admin still, and not only when they were let in. */
  readonly isAskedByAdmin: boolean;
}

/** What admins change of a user. */
export interface UserChange {
  readonly email?: string;
  readonly fullName?: string;
  readonly role?: Role;
  readonly isActive?: boolean;
  readonly isVerified?: boolean;
}

import type { Role } from '../role.js';

/** The state of a user that decides whether an admin may change or delete them. */
export interface LockedUser {
  readonly id: number;
  readonly role: Role;
  readonly email: string;
  readonly isActive: boolean;
  readonly createdAt: string;
  /** Whether another active admin exists. */
  readonly hasOtherAdmin: boolean;
  /** Whether the caller is still an active admin. The guard checked it earlier, without a lock. */
  readonly isAskedByAdmin: boolean;
}

/** Without the last active admin nobody could make another one. */
export const isLastAdmin = ({ role, isActive, hasOtherAdmin }: LockedUser) =>
  role === 'admin' && isActive && !hasOtherAdmin;

/** The fields of a user that an admin can change. */
export interface UserChange {
  readonly email?: string;
  readonly fullName?: string;
  readonly role?: Role;
  readonly isActive?: boolean;
  readonly isVerified?: boolean;
}

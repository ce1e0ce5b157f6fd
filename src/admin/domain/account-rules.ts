import type { LockedUser, UserChange } from '../../users/domain/account.js';
import { AdminNoMoreError, HasActiveBookingsError, LastAdminError, OwnAccountError } from './account-errors.js';

/** Refuses to let an admin delete themselves, or the last active admin go. AdminNoMoreError when who asks is no admin any more. */
export function assertMayDelete(adminId: number, user: LockedUser): void {
  if (user.id === adminId) throw new OwnAccountError('delete');
  if (isLastAdmin(user)) throw new LastAdminError();
  if (!user.isAskedByAdmin) throw new AdminNoMoreError();
}

/**
 * Refuses to demote or deactivate oneself or the last active admin, and another role while bookings are active. AdminNoMoreError
 * when who asks is no admin any more.
 */
export function assertMayChange(
  adminId: number,
  user: LockedUser,
  change: UserChange,
  hasActiveBookings: boolean,
): void {
  const demotes = user.role === 'admin' && changesRole(user, change);
  const deactivates = user.isActive && change.isActive === false;
  if (user.id === adminId && demotes) throw new OwnAccountError('demote');
  if (user.id === adminId && deactivates) throw new OwnAccountError('deactivate');
  if ((demotes || deactivates) && isLastAdmin(user)) throw new LastAdminError();
  if (!user.isAskedByAdmin) throw new AdminNoMoreError();
  if (changesRole(user, change) && hasActiveBookings) throw new HasActiveBookingsError();
}

/** Whether `change` gives the user a role that they have not. */
export function changesRole({ role }: LockedUser, change: UserChange): boolean {
  return change.role !== undefined && change.role !== role;
}

const isLastAdmin = ({ role, isActive, hasOtherAdmin }: LockedUser) => role === 'admin' && isActive && !hasOtherAdmin;

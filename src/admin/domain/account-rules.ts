import { isLastAdmin, type LockedUser, type UserChange } from '../../users/domain/account.js';
import {
  AdminNoMoreError,
  HasActiveBookingsError,
  LastAdminError,
  OwnAccountError,
} from '../../users/domain/account-errors.js';

/**
 * Admins cannot demote or deactivate themselves or the last active admin. A user with active bookings keeps their role.
 * Throws AdminNoMoreError when the caller lost the role meanwhile.
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

/** Whether `change` gives the user another role. */
export function changesRole({ role }: LockedUser, change: UserChange): boolean {
  return change.role !== undefined && change.role !== role;
}

/** Whether nothing can be booked of the user, or by them, after `change`. `needsApproval`: where coaches need one to be booked. */
export function endsBookability(user: LockedUser, change: UserChange, needsApproval: boolean): boolean {
  const losesApproval = needsApproval && user.role === 'coach' && change.isVerified === false;
  return change.isActive === false || losesApproval;
}

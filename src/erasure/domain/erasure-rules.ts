import { isLastAdmin, type LockedUser } from '../../users/domain/account.js';
import { AdminNoMoreError, LastAdminError, OwnAccountError } from '../../users/domain/account-errors.js';
import { SessionsAheadError } from './erasure-errors.js';

/**
 * Admins cannot delete themselves here, nor the last active admin. Throws AdminNoMoreError when the caller lost the role
 * meanwhile.
 */
export function assertMayDelete(adminId: number, user: LockedUser): void {
  if (user.id === adminId) throw new OwnAccountError('delete');
  if (isLastAdmin(user)) throw new LastAdminError();
  if (!user.isAskedByAdmin) throw new AdminNoMoreError();
}

/** All may delete themselves but the last active admin. With sessions ahead they are told first, and confirm. */
export function assertMayDeleteOneself(user: LockedUser, sessionsAhead: number, isConfirmed: boolean): void {
  if (isLastAdmin(user)) throw new LastAdminError();
  if (sessionsAhead > 0 && !isConfirmed) throw new SessionsAheadError(sessionsAhead);
}

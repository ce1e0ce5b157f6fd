import { isLastAdmin, type LockedUser } from '../../users/domain/account.js';
import { AdminNoMoreError, LastAdminError, OwnAccountError } from '../../users/domain/account-errors.js';
import { CreditsLeftError, SessionsAheadError } from './erasure-errors.js';

/**
 * Admins cannot delete themselves here, nor the last active admin. Throws AdminNoMoreError when the caller lost the role
 * meanwhile.
 */
export function assertMayDelete(adminId: number, user: LockedUser): void {
  if (user.id === adminId) throw new OwnAccountError('delete');
  if (isLastAdmin(user)) throw new LastAdminError();
  if (!user.isAskedByAdmin) throw new AdminNoMoreError();
}

/** What ends with an account. */
export interface AtStake {
  readonly sessions: number;
  /** Their own, which are lost. */
  readonly credits: number;
  /** Those that clients bought of them as a coach, which are refunded. */
  readonly creditsOfClients: number;
}

/** All may delete themselves but the last active admin. With sessions ahead, or credits left, they are told first, and confirm. */
export function assertMayDeleteOneself(user: LockedUser, atStake: AtStake, isConfirmed: boolean): void {
  if (isLastAdmin(user)) throw new LastAdminError();
  if (isConfirmed) return;
  if (atStake.sessions > 0) throw new SessionsAheadError(atStake);
  if (atStake.credits + atStake.creditsOfClients > 0) throw new CreditsLeftError(atStake);
}

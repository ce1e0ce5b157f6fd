import { type Booking, DAY, type Kind, type Page, type Purchase, TERMS } from './paid-things.js';

/** Everything that a client of a coach booked and bought, and where the money is. Plain arithmetic, from what happened alone. */
export class Model {
  readonly bookings: Booking[] = [];
  readonly purchases: Purchase[] = [];
  readonly pages: Page[] = [];

  /** Whether the coach has time. */
  isFree(start: number, except?: Booking): boolean {
    return !this.bookings.some((one) => one !== except && one.isActive && one.start === start);
  }

  /** The credit that is used for a session: the one that expires first. */
  creditFor(kind: Kind, start: number): Purchase | null {
    if (kind === 'free') return null;
    const fitting = this.purchases.filter(({ left, expiresAt }) => left > 0 && expiresAt > start);
    return fitting.sort((a, b) => a.expiresAt - b.expiresAt || a.id - b.id)[0] ?? null;
  }

  /** Nobody lost anything by a late cancellation whose time is taken again. */
  confirm(booking: Booking, now: number): void {
    booking.status = 'confirmed';
    for (const other of this.bookings) {
      if (other.status !== 'cancelled' || !other.isLate || other.isWaived) continue;
      if (other.start !== booking.start || other.start <= now) continue;
      other.isWaived = true;
      other.settle();
    }
  }

  passTime(now: number): void {
    for (const booking of this.bookings) {
      const isOver = booking.start <= now || (booking.isDue && (booking.payUntil ?? Infinity) <= now);
      if (booking.status === 'pending' && isOver) booking.cancel('system', now);
      if (booking.status === 'confirmed' && booking.end + DAY <= now) {
        booking.status = 'completed';
        booking.settle();
      }
    }
  }

  expireCredits(now: number): void {
    for (const purchase of this.purchases) {
      if (purchase.status === 'open' && purchase.payUntil <= now) purchase.status = 'expired';
      if (purchase.expiresAt <= now) purchase.expire();
    }
  }

  sendRefunds(): void {
    for (const { refunds, refusesRefunds } of this.pages) {
      for (const refund of refunds) {
        if (refund.status === 'pending') refund.status = refusesRefunds && !refund.isMade ? 'failed' : 'done';
      }
    }
  }

  /** What each account has of each unit, but for those that have nothing. */
  get balances(): Record<string, number> {
    const { bookings, purchases } = this;
    const pages = this.pages.filter(({ isIn }) => isIn);
    const sum = <One>(all: readonly One[], of: (one: One) => number) =>
      all.reduce((before, one) => before + of(one), 0);
    const all = {
      'client EUR': sum(pages, ({ back, done }) => back - done),
      'provider EUR': sum(pages, ({ done, amount }) => done - amount),
      'coach EUR':
        sum(bookings, ({ paidBy }) => (paidBy ? paidBy.amount - paidBy.back : 0)) +
        sum(purchases, ({ earned }) => earned),
      'platform EUR': sum(purchases, (one) => (one.isPaid ? TERMS.pack.price - one.earned - one.refunded : 0)),
      ...Object.fromEntries(
        purchases.flatMap(({ id, left, used }) => [
          [`client credit:${id}`, left],
          [`coach credit:${id}`, used],
          [`platform credit:${id}`, -left - used],
        ]),
      ),
    };
    return Object.fromEntries(Object.entries(all).filter(([, balance]) => balance !== 0));
  }
}

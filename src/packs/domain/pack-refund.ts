/** A purchase of a pack, as far as its refund asks. */
export interface Refundable {
  readonly priceMinor: number;
  readonly sessions: number;
  /** Credits that no booking has taken. */
  readonly left: number;
  readonly earnedMinor: number;
  readonly refundedMinor: number;
}

/** What the client gets back for the credits that are left: the share of each, rounded down, and never more than the coach has not earned. */
export function refundOf({ priceMinor, sessions, left, earnedMinor, refundedMinor }: Refundable): number {
  return Math.min(left * Math.floor(priceMinor / sessions), priceMinor - earnedMinor - refundedMinor);
}

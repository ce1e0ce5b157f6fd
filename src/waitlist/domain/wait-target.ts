export const WAIT_KINDS = ['slot', 'time', 'seat'] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];

export const WAIT_STATUSES = ['waiting', 'offered', 'booked', 'left', 'expired'] as const;
export type WaitStatus = (typeof WAIT_STATUSES)[number];

/** Any slot of a coach. */
export interface SlotTarget {
  readonly kind: 'slot';
  readonly coachId: number;
}

/** Any free time of a coach within these bounds. Dates are days of the coach's zone, both included. */
export interface TimeTarget {
  readonly kind: 'time';
  readonly coachId: number;
  /** Null: the coach's first active one. */
  readonly sessionTypeId: number | null;
  readonly from: string;
  readonly to: string;
  /** ISO 8601; null: any. */
  readonly weekdays: readonly number[] | null;
  /** Bounds of the start, both included, in minutes of the day. */
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** A seat in a group session. */
export interface SeatTarget {
  readonly kind: 'seat';
  readonly groupSessionId: number;
}

/** A slot, a time or a seat for which a client waits. */
export type WaitTarget = SlotTarget | TimeTarget | SeatTarget;

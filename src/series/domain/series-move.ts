import { type PlannedTime, type Shift, shifted } from './series-rule.js';

/** A booking of a series; minutes since 1970. One that is not where the rule wants it was moved by itself. */
export interface Occurrence {
  readonly id: number;
  readonly start: number;
  readonly planned: number;
  readonly isActive: boolean;
}

/** A booking and where it goes. */
export interface Target<One extends Occurrence> extends PlannedTime {
  readonly occurrence: One;
}

/**
 * Where `from` and all later ones go. Those that were moved by themselves stay, and so do those that ended. `from` itself goes with the
 * others even if it was moved by itself: it is named.
 */
export function targetsOf<One extends Occurrence>(
  occurrences: readonly One[],
  from: One,
  shift: Shift,
  zone: string,
): Target<One>[] {
  const follows = (one: One) => one.isActive && one.planned > from.planned && one.start === one.planned;
  return occurrences
    .filter((one) => one === from || follows(one))
    .map((occurrence) => ({ occurrence, ...shifted(zone, occurrence.planned, shift) }))
    .filter(({ occurrence, start }) => occurrence.start !== start || occurrence.planned !== start);
}

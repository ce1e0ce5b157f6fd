import type { Range } from '../../availability/domain/schedule.js';

/** What is in both; each list is in order, and its ranges are apart. */
export function common(one: readonly Range[], other: readonly Range[]): Range[] {
  const found: Range[] = [];
  let next = 0;
  for (const { start, end } of one) {
    for (let index = next; index < other.length; index++) {
      const range = other[index];
      if (range === undefined || range.start >= end) break;
      if (range.end <= start) next = index + 1;
      else found.push({ start: Math.max(start, range.start), end: Math.min(end, range.end) });
    }
  }
  return found;
}

/** What is in `ranges` and in none of `cuts`. */
export function without(ranges: readonly Range[], cuts: readonly Range[]): Range[] {
  const starts = [-Infinity, ...cuts.map(({ end }) => end)];
  const gaps = starts.map((start, index) => ({ start, end: cuts[index]?.start ?? Infinity }));
  return common(ranges, gaps);
}

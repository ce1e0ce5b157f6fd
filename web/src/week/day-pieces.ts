import { dayOf, minutesOf } from '../time/times.js';
import type { Span, WeekItem } from './week-item.js';

const DAY_MINUTES = 1440;
/** The shortest box in which a line of text fits. */
const SHORTEST_BOX = 15;

/** The part of a span that lies on one day, in minutes of the zone's clock. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The part of an item that lies on one day, and its place beside others of the same time. */
export interface Piece extends Part {
  readonly item: WeekItem;
  /** Counted from the start of the line. */
  readonly lane: number;
  readonly lanes: number;
}

/** The part of a span on a day; null when it lies elsewhere. */
export function partOn(day: string, { start, end }: Span, zone: string): Part | null {
  const [first, last] = [dayOf(start, zone), dayOf(end, zone)];
  if (first > day || last < day) return null;
  const part = {
    from: first < day ? 0 : minutesOf(start, zone),
    to: last > day ? DAY_MINUTES : minutesOf(end, zone),
  };
  return part.to > part.from ? part : null;
}

/** The pieces of a day in the order in which they are read: what lies behind first, then by start. */
export function piecesOn(day: string, items: readonly WeekItem[], zone: string): Piece[] {
  const found = items.flatMap((item) => {
    const part = partOn(day, item, zone);
    return part === null ? [] : [{ item, ...part }];
  });
  const behind = found.filter(({ item }) => item.isBehind).map((one) => ({ ...one, lane: 0, lanes: 1 }));
  const before = found
    .filter(({ item }) => !item.isBehind)
    .sort((one, other) => one.from - other.from || other.to - one.to);
  return [...behind, ...beside(before)];
}

/** Gives each piece the first lane that is free at its start; pieces that touch each other have equally many lanes. */
function beside(pieces: readonly (Part & { readonly item: WeekItem })[]): Piece[] {
  const placed: Piece[] = [];
  let group: (Part & { readonly item: WeekItem; readonly lane: number })[] = [];
  let ends: number[] = [];
  const finish = () => {
    placed.push(...group.map((piece) => ({ ...piece, lanes: ends.length })));
    [group, ends] = [[], []];
  };
  for (const piece of pieces) {
    if (ends.every((end) => end <= piece.from)) finish();
    const free = ends.findIndex((end) => end <= piece.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = Math.max(piece.to, piece.from + SHORTEST_BOX);
    group.push({ ...piece, lane });
  }
  finish();
  return placed;
}

/** Whole hours that show all parts, and office hours at least. */
export function hoursOf(parts: readonly Part[]): { readonly first: number; readonly last: number } {
  return {
    first: Math.floor(Math.min(8 * 60, ...parts.map(({ from }) => from)) / 60),
    last: Math.ceil(Math.max(18 * 60, ...parts.map(({ from, to }) => Math.max(to, from + SHORTEST_BOX))) / 60),
  };
}

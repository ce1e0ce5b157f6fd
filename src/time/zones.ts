/**
 * Wall clocks of IANA time zones, from Node's `Intl` alone: no other part of the system converts between zones, since no two
 * time zone databases agree. Instants are whole minutes since 1970 in UTC; a wall time is the same number as a clock in the zone
 * shows it; a day is a whole number of days since 1970.
 */

export const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** A stretch of time in which a zone keeps one offset, in minutes ahead of UTC. `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** Offsets are looked up by blocks of so many days. No zone changes its clock twice within one day. */
const BLOCK_DAYS = 32;
const BLOCK = BLOCK_DAYS * DAY_MINUTES;
const MOST_BLOCKS = 20_000;

const clocks = new Map<string, Intl.DateTimeFormat>();
const blocks = new Map<string, readonly Stretch[]>();
/** The block that was asked for last: times in a list are neighbours. */
let recent: { readonly zone: string; readonly number: number; readonly block: readonly Stretch[] } | undefined;

/** Making a format costs a thousand times what using it does. */
function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/**
 * The form of a zone's name: letters, digits and signs in parts between slashes, such as `America/Argentina/Buenos_Aires`. The
 * slash stands in brackets, because some generators of clients escape an escaped one again.
 */
export const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*([/][A-Za-z0-9_+-]+)*$/;
const NO_PLACES = new Set(['localtime', 'posixrules', 'factory']);

/** Whether Node knows `name` as a time zone. Offsets such as `+02:00` are refused: they have no summer time. */
export function isZone(name: string): boolean {
  if (!ZONE_NAME.test(name) || NO_PLACES.has(name.toLowerCase())) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

function measuredOffset(zone: string, minute: number): number {
  const parts = clockOf(zone).formatToParts(minute * MINUTE_MS);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return wall / MINUTE_MS - minute;
}

/** The first minute after `from`, up to `to`, at which the offset is no longer that of `from`. */
function changeBetween(zone: string, from: number, to: number): number {
  const before = measuredOffset(zone, from);
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = (same + other) >> 1;
    if (measuredOffset(zone, middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function measuredBlock(zone: string, first: number): Stretch[] {
  const stretches: Stretch[] = [];
  let [start, offset] = [first, measuredOffset(zone, first)];
  for (let day = first; day < first + BLOCK; day += DAY_MINUTES) {
    const next = measuredOffset(zone, day + DAY_MINUTES);
    if (next === offset) continue;
    const change = changeBetween(zone, day, day + DAY_MINUTES);
    stretches.push({ start, end: change, offset });
    [start, offset] = [change, next];
  }
  stretches.push({ start, end: first + BLOCK, offset });
  return stretches;
}

function blockOf(zone: string, minute: number): readonly Stretch[] {
  const number = Math.floor(minute / BLOCK);
  if (recent?.zone === zone && recent.number === number) return recent.block;
  const key = `${zone} ${number}`;
  let block = blocks.get(key);
  if (block === undefined) {
    if (blocks.size >= MOST_BLOCKS) blocks.clear();
    block = measuredBlock(zone, number * BLOCK);
    blocks.set(key, block);
  }
  recent = { zone, number, block };
  return block;
}

/** Minutes that clocks in the zone are ahead of UTC at an instant. */
export function offsetAt(zone: string, minute: number): number {
  const stretch = blockOf(zone, minute).find(({ end }) => minute < end);
  if (stretch === undefined) throw new RangeError(`There is no minute ${minute}.`);
  return stretch.offset;
}

/** The offsets of a zone from one instant to another, in order. */
export function stretchesBetween(zone: string, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (let block = Math.floor(from / BLOCK) * BLOCK; block < to; block += BLOCK) {
    for (const { start, end, offset } of blockOf(zone, block)) {
      if (end <= from || start >= to) continue;
      const last = found.at(-1);
      const stretch = { start: Math.max(start, from), end: Math.min(end, to), offset };
      if (last?.offset === offset) found[found.length - 1] = { ...last, end: stretch.end };
      else found.push(stretch);
    }
  }
  return found;
}

/** The wall time that a clock in the zone shows at an instant. */
export function wallAt(zone: string, minute: number): number {
  return minute + offsetAt(zone, minute);
}

/** The day that a calendar in the zone shows at an instant. */
export function dayAt(zone: string, minute: number): number {
  return Math.floor(wallAt(zone, minute) / DAY_MINUTES);
}

/** The instants at which a clock in the zone shows `wall`: one; none when the clock jumps over it; two when it occurs twice. */
export function instantsOf(zone: string, wall: number): number[] {
  return stretchesBetween(zone, wall - DAY_MINUTES, wall + DAY_MINUTES)
    .map(({ start, end, offset }) => ({ start, end, minute: wall - offset }))
    .filter(({ start, end, minute }) => minute >= start && minute < end)
    .map(({ minute }) => minute);
}

/** The first instant of a day in the zone: midnight, or when the clock has jumped over it, the moment after the jump. */
export function startOfDay(zone: string, day: number): number {
  const midnight = day * DAY_MINUTES;
  const stretches = stretchesBetween(zone, midnight - DAY_MINUTES, midnight + DAY_MINUTES);
  const found = stretches.find(({ end, offset }) => end + offset > midnight);
  if (found === undefined) throw new RangeError(`There is no day ${day}.`);
  return Math.max(found.start, midnight - found.offset);
}

const two = (value: number) => String(value).padStart(2, '0');
/** Minutes of a day as `HH:MM`. */
export const clockText = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** `HH:MM` of each minute of a day. Going through a Date would take most of the time that listing free times takes. */
const CLOCK_TEXTS = Array.from({ length: DAY_MINUTES }, (_, minute) => clockText(minute));
/** The day that was written last: a list has many times of one day. */
let written = { day: NaN, text: '' };

function wallText(wall: number): string {
  const day = Math.floor(wall / DAY_MINUTES);
  if (day !== written.day) written = { day, text: dateOf(day) };
  return `${written.text}T${CLOCK_TEXTS[wall - day * DAY_MINUTES]}:00`;
}

/** An instant in UTC: `2026-12-01T08:00:00.000Z`. */
export const utcText = (minute: number): string => `${wallText(minute)}.000Z`;

/** An instant as a clock in the zone shows it, with the offset: `2026-12-01T09:00:00+01:00`. */
export function localText(zone: string, minute: number): string {
  const offset = offsetAt(zone, minute);
  return `${wallText(minute + offset)}${offset < 0 ? '-' : '+'}${clockText(Math.abs(offset))}`;
}

/** `YYYY-MM-DD` as a day, and back. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / (DAY_MINUTES * MINUTE_MS);
export const dateOf = (day: number): string => new Date(day * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10);

/** ISO 8601: Monday is 1, Sunday 7. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

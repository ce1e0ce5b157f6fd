import { dayAt } from '../../time/zones.js';
import {
  endOfWindow,
  hasHours,
  merged,
  type Opening,
  openingsBetween,
  type Range,
  type Schedule,
  wholeDays,
} from './schedule.js';

/** Why a session cannot start at a time, in the order in which reasons are told. */
export const REASONS = [
  'no-hours',
  'in-the-past',
  'too-soon',
  'too-late-ahead',
  'outside-hours',
  'time-off',
  'off-grid',
  'coach-busy',
  'too-close',
  'held',
  'daily-limit',
  'client-limit',
  'you-are-busy',
] as const;
export type Reason = (typeof REASONS)[number];

/** How long a session is, and how much free time its coach wants around it; minutes. */
export interface Length {
  readonly minutes: number;
  readonly before: number;
  readonly after: number;
}

/** Time of a coach that is taken, with the free time that it wants around it. */
export interface Taken extends Range {
  readonly before: number;
  readonly after: number;
  /** A hold, or an offer to who waits, in contrast to a session. */
  readonly isHold: boolean;
  /** Whether it counts towards the coach's limit of a day: timed bookings and group sessions do, and what is kept for others. */
  readonly isCounted: boolean;
}

/** The client who asks. */
export interface Asking {
  /** Their own sessions and holds, with any coach. */
  readonly busy: readonly Range[];
  /** How many active bookings they have with this coach, and how many they may have. */
  readonly active: number;
  readonly limit: number | null;
}

/** All that decides whether a time is free. Instants are minutes since 1970; `now` may have a fraction. */
export interface Situation {
  readonly schedule: Schedule;
  readonly length: Length;
  readonly now: number;
  readonly taken: readonly Taken[];
  /** When the coach's calendars elsewhere make them busy. A session's own buffers may overlap these times. */
  readonly busyElsewhere: readonly Range[];
  /** Null when nobody's own sessions and limits matter: a coach or an admin asks. */
  readonly client: Asking | null;
}

/** For each reason the ranges of starts that it blocks, in minutes since 1970; `off-grid` is decided by the openings. */
type Blocked = Readonly<Record<Exclude<Reason, 'off-grid'>, readonly Range[]>>;

const ALWAYS: readonly Range[] = [{ start: -Infinity, end: Infinity }];
const NEVER: readonly Range[] = [];

/** A situation made ready to decide about starts from `from` up to `to`: the one place that lists, explanations and bookings ask. */
export class Calendar {
  /** Hours that touch the range, in order. */
  readonly openings: readonly Opening[];
  readonly blocked: Blocked;

  constructor(
    readonly situation: Situation,
    from: number,
    to: number,
  ) {
    const { schedule, length, taken, busyElsewhere, now } = situation;
    const isOpen = hasHours(schedule);
    this.openings = isOpen ? openingsBetween(schedule, from, to + length.minutes) : [];
    const sessions = taken.filter(({ isHold }) => !isHold);
    const startsOf = (range: Range) => startsThatMeet(range, length.minutes);
    this.blocked = {
      'no-hours': isOpen ? NEVER : ALWAYS,
      'in-the-past': [{ start: -Infinity, end: Math.floor(now) + 1 }],
      'too-soon': [{ start: -Infinity, end: Math.ceil(now + schedule.noticeMinutes) }],
      'too-late-ahead': isOpen ? [{ start: endOfWindow(schedule, now), end: Infinity }] : NEVER,
      'outside-hours': isOpen ? startsOutside(merged(this.openings), length.minutes) : NEVER,
      'time-off': schedule.timeOff.map(startsOf),
      'coach-busy': [...sessions, ...busyElsewhere].map(startsOf),
      'too-close': sessions.flatMap((session) => startsTooClose(session, length)),
      held: taken.filter(({ isHold }) => isHold).map((hold) => startsThatMeet(buffered(hold, length), length.minutes)),
      'daily-limit': fullDays(schedule, taken),
      'client-limit': isFull(situation.client) ? ALWAYS : NEVER,
      'you-are-busy': (situation.client?.busy ?? []).map(startsOf),
    };
  }

  /** Whether sessions may start then by the hours' own grid. */
  isOnGrid(start: number): boolean {
    const { gridMinutes } = this.situation.schedule;
    return this.openings.some(
      (opening) => opening.start <= start && start < opening.end && (start - opening.grid) % gridMinutes === 0,
    );
  }
}

/** Starts of sessions of so many minutes that overlap the range. */
const startsThatMeet = ({ start, end }: Range, minutes: number): Range => ({ start: start - minutes + 1, end });

/** Buffers add up: the free time after the earlier session, and that before the later one. */
const buffered = ({ start, end, before, after }: Taken, own: Length): Range => ({
  start: start - before - own.after,
  end: end + after + own.before,
});

/** Starts that are near the session without overlapping it. */
function startsTooClose(session: Taken, length: Length): Range[] {
  const near = startsThatMeet(buffered(session, length), length.minutes);
  const overlapping = startsThatMeet(session, length.minutes);
  return [
    { start: near.start, end: overlapping.start },
    { start: overlapping.end, end: near.end },
  ].filter(({ start, end }) => start < end);
}

/** Starts of sessions that do not lie within one of the ranges, which are in order and apart. */
function startsOutside(open: readonly Range[], minutes: number): Range[] {
  const outside: Range[] = [];
  let start = -Infinity;
  for (const range of open) {
    const last = range.end - minutes;
    if (last < range.start) continue;
    outside.push({ start, end: range.start });
    start = last + 1;
  }
  return [...outside, { start, end: Infinity }];
}

/** The days on which the coach has as many sessions as they take a day. */
function fullDays({ zone, dailyLimit }: Schedule, taken: readonly Taken[]): Range[] {
  if (zone === null || dailyLimit === null) return [];
  const counts = new Map<number, number>();
  for (const { start, isCounted } of taken) {
    const day = dayAt(zone, start);
    if (isCounted) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= dailyLimit).map(([day]) => wholeDays(zone, day, day));
}

const isFull = (client: Asking | null) => client !== null && client.limit !== null && client.active >= client.limit;

/** Every reason why no session can start at `start`, which lies within the calendar's range; none when it is free. */
export function reasonsAt(calendar: Calendar, start: number): Reason[] {
  return REASONS.filter((reason) =>
    reason === 'off-grid'
      ? hasHours(calendar.situation.schedule) && !calendar.isOnGrid(start)
      : calendar.blocked[reason].some((range) => range.start <= start && start < range.end),
  );
}

/** The first `most` free times from `from` up to `to`, in order; both lie within the calendar's range. */
export function freeTimes(
  { situation, openings, blocked }: Calendar,
  from: number,
  to: number,
  most = Infinity,
): number[] {
  const { gridMinutes } = situation.schedule;
  const barred = merged(Object.values(blocked).flat());
  const times: number[] = [];
  let next = 0;
  for (const { start, end, grid } of openings) {
    const last = Math.min(end, to);
    for (let at = onGrid(Math.max(start, from), grid, gridMinutes); at < last;) {
      while ((barred[next]?.end ?? Infinity) <= at) next++;
      const bar = barred[next];
      if (bar && bar.start <= at) {
        at = onGrid(bar.end, grid, gridMinutes);
      } else {
        times.push(at);
        if (times.length >= most) return times;
        at += gridMinutes;
      }
    }
  }
  return times;
}

/** The first start on the grid at or after an instant. */
const onGrid = (instant: number, grid: number, minutes: number) =>
  grid + Math.ceil((instant - grid) / minutes) * minutes;

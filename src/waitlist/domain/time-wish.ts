import { Calendar, freeTimes, type Situation } from '../../availability/domain/free-times.js';
import { endOfWindow, hasHours } from '../../availability/domain/schedule.js';
import { DAY_MINUTES, dayOf, startOfDay, wallAt, weekdayOf } from '../../time/zones.js';
import type { SkipReason } from './skip-reason.js';
import type { TimeTarget } from './wait-target.js';

/** The times that somebody waits for. */
export type TimeWish = Pick<TimeTarget, 'from' | 'to' | 'weekdays' | 'earliest' | 'latest'>;

/** A time to offer, a reason to pass the entry over, or neither when nothing is free. */
export type Chance = { readonly start: number } | { readonly skippedFor: SkipReason } | null;

/** A session that starts earlier is not offered any more. */
const SOONEST_MINUTES = 10;

/** Whether a session that starts at an instant is one that is wished for; the instant lies within the wish's days. */
function fits({ weekdays, earliest, latest }: TimeWish, zone: string, start: number): boolean {
  const wall = wallAt(zone, start);
  const day = Math.floor(wall / DAY_MINUTES);
  const minute = wall - day * DAY_MINUTES;
  return (
    (weekdays === null || weekdays.includes(weekdayOf(day))) &&
    (earliest === null || minute >= earliest) &&
    (latest === null || minute <= latest)
  );
}

/** The first free time that fits. Null when there is none. */
function firstFit(situation: Situation, wish: TimeWish): number | null {
  const { schedule, now } = situation;
  if (!hasHours(schedule)) return null;
  const { zone } = schedule;
  const start = Math.max(startOfDay(zone, dayOf(wish.from)), Math.floor(now) + SOONEST_MINUTES + 1);
  const end = Math.min(startOfDay(zone, dayOf(wish.to) + 1), endOfWindow(schedule, now));
  if (end <= start) return null;
  return freeTimes(new Calendar(situation, start, end), start, end).find((at) => fits(wish, zone, at)) ?? null;
}

/** Decides what to offer for a wish. `situation` is that of its client. */
export function chanceOf(situation: Situation, wish: TimeWish): Chance {
  const start = firstFit(situation, wish);
  if (start !== null) return { start };
  if (firstFit({ ...situation, client: null }, wish) === null) return null;
  const { limit = null, active = 0 } = situation.client ?? {};
  return { skippedFor: limit !== null && active >= limit ? 'client-limit' : 'you-are-busy' };
}

/** How many of a coach's times may be on offer at once: a third of those that are free or on offer, but one. */
export function mostOffers(situation: Situation, onOffer: number): number {
  const { schedule, now } = situation;
  const start = Math.floor(now);
  const end = hasHours(schedule) ? endOfWindow(schedule, now) : start;
  const free =
    end <= start ? 0 : freeTimes(new Calendar({ ...situation, client: null }, start, end), start, end).length;
  return Math.max(1, Math.floor((free + onOffer) / 3));
}

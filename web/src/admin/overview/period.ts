import type { AllCoachesReport, Figures } from '@vibe-coaching/client';
import { addDays } from '../../time/times.js';

/** The server answers for all coaches in parts of at most a month. */
const PART_DAYS = 30;

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** So many days up to today, today included. */
export const periodOf = (today: string, days: number): Period => ({ from: addDays(today, 1 - days), to: today });

export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The parts that one question may be about. */
export function partsOf({ from, to }: Period): Period[] {
  const parts: Period[] = [];
  for (let start = from; start <= to; start = addDays(start, PART_DAYS)) {
    const end = addDays(start, PART_DAYS - 1);
    parts.push({ from: start, to: end < to ? end : to });
  }
  return parts;
}

/** What the overview counts, of a coach or of all. */
export interface Sums {
  readonly sessions: number;
  readonly noShows: number;
  readonly cancelled: number;
  readonly bookedMinutes: number;
  readonly offeredMinutes: number;
  /** Of the offered minutes, those that are booked. */
  readonly filledMinutes: number;
}

export interface CoachSums extends Sums {
  readonly id: number;
  readonly name: string;
}

const NOTHING: Sums = {
  ...{ sessions: 0, noShows: 0, cancelled: 0 },
  ...{ bookedMinutes: 0, offeredMinutes: 0, filledMinutes: 0 },
};

export const sumOf = (all: readonly Figures[]): Sums => all.map(countsOf).reduce(plus, NOTHING);

export const fillRateOf = ({ filledMinutes, offeredMinutes }: Sums) =>
  offeredMinutes === 0 ? null : filledMinutes / offeredMinutes;

/** The coaches of several parts of a period, those with most booked minutes first. */
export function coachesOf(parts: readonly AllCoachesReport[]): CoachSums[] {
  const found = new Map<number, CoachSums>();
  for (const { coach_id: id, coach_name: name, figures } of parts.flatMap(({ coaches }) => coaches))
    found.set(id, { id, name, ...plus(found.get(id) ?? NOTHING, countsOf(figures)) });
  return [...found.values()].sort((one, other) => other.bookedMinutes - one.bookedMinutes);
}

function countsOf(figures: Figures): Sums {
  return {
    sessions: figures.sessions,
    noShows: figures.client_no_shows + figures.coach_no_shows,
    cancelled: figures.cancelled_early + figures.cancelled_late + figures.cancelled_by_coach,
    bookedMinutes: figures.booked_minutes,
    offeredMinutes: figures.offered_minutes,
    filledMinutes: (figures.fill_rate ?? 0) * figures.offered_minutes,
  };
}

function plus(one: Sums, other: Sums): Sums {
  return {
    sessions: one.sessions + other.sessions,
    noShows: one.noShows + other.noShows,
    cancelled: one.cancelled + other.cancelled,
    bookedMinutes: one.bookedMinutes + other.bookedMinutes,
    offeredMinutes: one.offeredMinutes + other.offeredMinutes,
    filledMinutes: one.filledMinutes + other.filledMinutes,
  };
}

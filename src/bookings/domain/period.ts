import { dayOf, startOfDay } from '../../time/zones.js';

/** `start` is inclusive, `end` exclusive. */
export interface Period {
  readonly start: Date | null;
  readonly end: Date | null;
}

const isDay = (text: string) => text.length === 'YYYY-MM-DD'.length;

const DAY_MS = 86_400_000;

/** The period that a client asked for. A day is a whole day in UTC, and both days are included. */
export function periodOf(from: string | undefined, to: string | undefined): Period {
  return {
    start: from === undefined ? null : new Date(from),
    end: to === undefined ? null : new Date(new Date(to).getTime() + (isDay(to) ? DAY_MS : 0)),
  };
}

/** Whether a period has a bound that is a day: then it depends on a time zone. */
export const hasDays = ({ from, to }: { readonly from?: string; readonly to?: string }) =>
  [from, to].some((bound) => bound !== undefined && isDay(bound));

/** The same with days of a time zone. */
export function periodIn(zone: string, from: string | undefined, to: string | undefined): Period {
  const startOf = (text: string, days: number) =>
    isDay(text) ? new Date(startOfDay(zone, dayOf(text) + days) * 60_000) : new Date(text);
  return { start: from === undefined ? null : startOf(from, 0), end: to === undefined ? null : startOf(to, 1) };
}

import { dayAt } from '../../time/zones.js';
import { wholeDays } from '../../availability/domain/schedule.js';
import { instantOf, minutesOf, type SituationRow } from './situation.js';

/** What must still hold when it is the writer's turn. Null does not bind. */
export interface Bounds {
  readonly clientLimit: number | null;
  readonly mostHolds: number | null;
  readonly version: number | null;
  readonly dailyLimit: number | null;
  readonly dayStart: Date | null;
  readonly dayEnd: Date | null;
}

/** For those whom neither hours nor limits bind: coaches and admins. */
export const UNBOUND: Bounds = {
  clientLimit: null,
  mostHolds: null,
  version: null,
  dailyLimit: null,
  dayStart: null,
  dayEnd: null,
};

/** The bounds of a client, as the decision took them. */
export function boundsOf(
  { version, time_zone: zone, daily_limit: dailyLimit, client_limit }: SituationRow,
  start: Date,
  platformLimit: number | null,
): Bounds {
  const day = zone === null || dailyLimit === null ? null : dayOf(zone, start);
  return {
    ...UNBOUND,
    clientLimit: client_limit ?? platformLimit,
    version,
    dailyLimit: day && dailyLimit,
    dayStart: day && instantOf(day.start),
    dayEnd: day && instantOf(day.end),
  };
}

/** Those of a client who moves a session: it is one of their bookings already, and within its day it is one of those of the day. */
export function boundsOfMove(situation: SituationRow, start: Date, staysOnDay: boolean): Bounds {
  return boundsOf({ ...situation, client_limit: null, ...(staysOnDay && { daily_limit: null }) }, start, null);
}

/** Whether both lie on one day of the coach. */
export function isOneDay(zone: string | null, one: string | null, other: Date): boolean {
  if (zone === null || one === null) return false;
  return dayAt(zone, Math.floor(minutesOf(new Date(one)))) === dayAt(zone, Math.floor(minutesOf(other)));
}

function dayOf(zone: string, start: Date) {
  const day = dayAt(zone, Math.floor(minutesOf(start)));
  return wholeDays(zone, day, day);
}

/** Bounds as parameters, from `$first` on. */
export const boundsCall = (first: number) =>
  ['most_of_client', 'most_holds', 'schedule_version', 'most_a_day', 'day_start', 'day_end']
    .map((name, index) => `${name} => $${first + index}`)
    .join(', ');

export const boundsValues = ({ clientLimit, mostHolds, version, dailyLimit, dayStart, dayEnd }: Bounds) => [
  clientLimit,
  mostHolds,
  version,
  dailyLimit,
  dayStart,
  dayEnd,
];

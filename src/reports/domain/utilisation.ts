import { hasHours, merged, openingsBetween, type Range, type Schedule } from '../../availability/domain/schedule.js';
import { DAY_MINUTES, startOfDay, stretchesBetween, wallAt } from '../../time/zones.js';
import { common, without } from './ranges.js';
import { emptyTally, type Tally } from './tally.js';

/** A booking with a time. Instants are minutes since 1970. */
export interface ReportedSession extends Range {
  readonly status: 'pending' | 'confirmed' | 'completed' | 'cancelled';
  readonly cancelledBy: 'client' | 'coach' | 'admin' | 'system' | null;
  readonly isLate: boolean;
  readonly attendance: 'attended' | 'client_no_show' | 'coach_no_show' | null;
  /** Minutes from booking to start. */
  readonly lead: number;
  readonly clientId: number;
  /** The client had an earlier session with this coach. */
  readonly isReturning: boolean;
}

/** A period of whole days since 1970, both included. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

/** What one coach offered, and what became of it: by the hours of their wall clock. */
export interface Utilisation {
  /** By 24 × day + hour. */
  readonly hours: ReadonlyMap<number, Tally>;
  readonly clients: number;
  readonly returningClients: number;
}

const HOUR_MINUTES = 60;
const takesPlace = ({ status }: ReportedSession) => status === 'confirmed' || status === 'completed';

/** A session that was completed was attended, unless somebody said otherwise. */
const isAttended = (session: ReportedSession) =>
  session.attendance === 'attended' || (session.attendance === null && session.status === 'completed');

/**
 * By the hours as they are now: what they were is not kept. Seats of one group session are the same time of its coach, and count
 * once as minutes. A session counts in the hour of its start, its minutes where they are.
 */
export function utilisationOf(
  schedule: Schedule,
  zone: string,
  { first, last }: Days,
  sessions: readonly ReportedSession[],
): Utilisation {
  const period = { start: startOfDay(zone, first), end: startOfDay(zone, last + 1) };
  const hours = new Map<number, Tally>();
  const booked = timesOf(sessions.filter(takesPlace), period);
  const offered = offeredIn(schedule, period);
  addMinutes(hours, zone, offered, 'offered');
  addMinutes(hours, zone, booked, 'booked');
  addMinutes(hours, zone, common(booked, offered), 'filled');
  addMinutes(hours, zone, timesOf(sessions.filter(takesPlace).filter(isAttended), period), 'attended');
  const started = sessions.filter(({ start }) => start >= period.start && start < period.end);
  for (const session of started) count(at(hours, wallAt(zone, Math.floor(session.start))), session);
  const clients = new Map<number, boolean>();
  for (const { clientId, isReturning } of started.filter(takesPlace)) {
    clients.set(clientId, isReturning || clients.has(clientId));
  }
  return { hours, clients: clients.size, returningClients: [...clients.values()].filter(Boolean).length };
}

const timesOf = (sessions: readonly ReportedSession[], period: Range) => common(merged(sessions), [period]);

function offeredIn(schedule: Schedule, period: Range): Range[] {
  if (!hasHours(schedule)) return [];
  const open = merged(openingsBetween(schedule, period.start, period.end));
  return without(common(open, [period]), merged(schedule.timeOff));
}

function at(hours: Map<number, Tally>, wall: number): Tally {
  const key = Math.floor(wall / HOUR_MINUTES);
  const known = hours.get(key) ?? emptyTally();
  hours.set(key, known);
  return known;
}

/** Cuts ranges where the hour of the wall clock changes, and where the clock jumps. */
function addMinutes(
  hours: Map<number, Tally>,
  zone: string,
  ranges: readonly Range[],
  what: 'offered' | 'booked' | 'filled' | 'attended',
) {
  for (const range of ranges) {
    for (const { start, end, offset } of stretchesBetween(zone, range.start, range.end)) {
      for (let minute = start; minute < end;) {
        const nextHour = (Math.floor((minute + offset) / HOUR_MINUTES) + 1) * HOUR_MINUTES - offset;
        const until = Math.min(end, nextHour);
        at(hours, minute + offset)[what] += until - minute;
        minute = until;
      }
    }
  }
}

function count(tally: Tally, session: ReportedSession): void {
  if (takesPlace(session)) {
    tally.sessions++;
    tally.lead += session.lead;
    if (session.attendance === 'client_no_show') tally.clientNoShows++;
    if (session.attendance === 'coach_no_show') tally.coachNoShows++;
  } else if (session.status === 'cancelled' && session.cancelledBy === 'client') {
    if (session.isLate) tally.cancelledLate++;
    else tally.cancelledEarly++;
  } else if (session.cancelledBy === 'coach' || session.cancelledBy === 'admin') tally.cancelledByCoach++;
}

export const dayOfHour = (key: number) => Math.floor(key / (DAY_MINUTES / HOUR_MINUTES));

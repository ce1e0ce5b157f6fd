import type { BookingWithDetails, CoachGroupSession, Schedule, ScheduleDate, TimeOff } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { addDays, instantOf, minutesOfClock, weekdayOf } from '../../time/times.js';
import { all } from '../read-all.js';
import type { Span } from '../../week/week-item.js';

/** What a coach has in a week. */
export interface CoachWeek {
  /** Seats of group sessions, too. */
  readonly bookings: readonly BookingWithDetails[];
  readonly groups: readonly CoachGroupSession[];
  readonly timeOff: readonly TimeOff[];
  readonly open: readonly Span[];
  readonly hasHours: boolean;
}

const MOST = 500;

/** Reads the seven days from `monday` on, in the zone of the viewer. */
export async function readWeek(monday: string, zone: string, signal: AbortSignal): Promise<CoachWeek> {
  const from = instantOf(monday, 0, zone).toISOString();
  const to = instantOf(addDays(monday, 7), 0, zone).toISOString();
  // The day before and the day after, because the coach's hours may be in another zone.
  const days = { from: addDays(monday, -1), to: addDays(monday, 7) };
  const [bookings, groups, timeOff, schedule, dates] = await Promise.all([
    all(api.bookingsListCalendar.each({ query: { from, to, limit: MOST }, signal })),
    all(api.coachGroupSessionsList.each({ query: { from, to, limit: MOST }, signal })),
    all(api.coachTimeOffList.each({ query: { limit: MOST }, signal })),
    api.scheduleShow({ signal }),
    all(api.scheduleListDates.each({ query: { ...days, limit: MOST }, signal })),
  ]);
  return {
    bookings: bookings.filter(({ status }) => status !== 'cancelled'),
    groups: groups.filter((one) => !one.is_cancelled),
    timeOff: timeOff.filter(({ starts_at, ends_at }) => starts_at < to && ends_at > from),
    open: openSpans(schedule, dates, days),
    hasHours: schedule.weekly_hours.length > 0 || dates.some(({ hours }) => hours.length > 0),
  };
}

/** The hours of each day: its own ones, else those of its weekday. */
function openSpans(
  { time_zone, weekly_hours }: Schedule,
  dates: readonly ScheduleDate[],
  { from, to }: { readonly from: string; readonly to: string },
): Span[] {
  if (time_zone === null) return [];
  const spans: Span[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const own = dates.find(({ date }) => date === day)?.hours;
    const hours = own ?? weekly_hours.filter(({ weekday }) => weekday === weekdayOf(day));
    for (const { start, end } of hours)
      spans.push({
        start: instantOf(day, minutesOfClock(start), time_zone),
        end: instantOf(day, minutesOfClock(end), time_zone),
      });
  }
  return spans;
}

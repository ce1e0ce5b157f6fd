const DAY = 1_440;

/** Days of the week, counted from Monday. */
export const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5] as const;
export const WORKDAYS = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY];

/** The same hours on each of these days, in minutes from Monday's midnight: start and end in turn. */
export const hoursOn = (days: readonly number[], ...hours: readonly number[]) =>
  days.flatMap((day) => hours.map((hour) => day * DAY + hour * 60));

/** A row of session_types. */
export const sessionType = (
  coach_id: number,
  position: number,
  name: string,
  minutes: number,
  buffer_after_minutes: number,
) => ({ coach_id, position, name, minutes, buffer_after_minutes });

const FAR_AHEAD = { window_days: 365, series_weeks: 52 };

/** Rows of schedules and session_types of the first two coaches: far ahead, so that the examples of the documentation work. */
export const demoHours = ([first, second]: readonly [number, number]) => ({
  schedules: [
    { coach_id: first, time_zone: 'Europe/Berlin', weekly_hours: hoursOn(WORKDAYS, 8, 12, 13, 19), ...FAR_AHEAD },
    { coach_id: second, time_zone: 'America/New_York', weekly_hours: hoursOn(WORKDAYS, 7, 15), ...FAR_AHEAD },
  ],
  sessionTypes: [
    sessionType(first, 1, 'Training session', 60, 0),
    sessionType(first, 2, 'Technique check', 30, 10),
    sessionType(second, 1, 'Training session', 60, 15),
  ],
});

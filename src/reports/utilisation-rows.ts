import type { Report, Total } from './domain/report.js';
import type { Figures } from './domain/tally.js';

/** The columns of the CSV, after `part` and `of`. */
const COLUMNS = [
  ...['offered_minutes', 'booked_minutes', 'attended_minutes', 'fill_rate', 'sessions', 'average_lead_hours'],
  ...['cancelled_early', 'cancelled_late', 'cancelled_by_coach', 'client_no_shows', 'coach_no_shows'],
] as (keyof Figures)[];
const OF_TOTALS = ['clients', 'returning_clients'] as const;

type Cell = string | number | null;
type CoachRow = Total & { readonly coach_id: number; readonly coach_name: string };

/** A report as a table: `part` says whether a row is the total, a coach, a day, a weekday or an hour, `of` which one. */
export function utilisationRows(report: Report & { readonly coaches?: readonly CoachRow[] }): Cell[][] {
  const row = (
    part: string,
    of: Cell,
    name: Cell,
    { figures, ...total }: Partial<Total> & { readonly figures: Figures },
  ): Cell[] => [
    ...[part, of, name],
    ...COLUMNS.map((column) => figures[column]),
    ...OF_TOTALS.map((column) => total[column] ?? null),
  ];
  return [
    ['part', 'of', 'name', ...COLUMNS, ...OF_TOTALS],
    row('total', null, null, report.total),
    ...(report.coaches ?? []).map((coach) => row('coach', coach.coach_id, coach.coach_name, coach)),
    ...report.by_day.map((one) => row('day', one.day, null, one)),
    ...report.by_weekday.map((one) => row('weekday', one.weekday, null, one)),
    ...report.by_hour.map((one) => row('hour', one.hour, null, one)),
  ];
}

import { BOOKING_COLUMNS, type BookingRow, partiesOf } from '../bookings/booking-columns.js';
import { partyTo } from '../bookings/domain/booking-change.js';
import type { Principal } from '../auth/access/principal.js';
import { minutesOf } from '../bookings/times/situation.js';
import { clockText, dateOf, localText } from '../time/zones.js';
import type { SeriesRule } from './domain/series-rule.js';
import type { Judged } from './domain/verdicts.js';
import type { PlannedOccurrenceDto, SeriesOccurrenceDto, SeriesRuleDto, SeriesSummaryDto } from './dto/series.dto.js';

/** A booking of a series. `series_at` is where the rule wants it. */
export type OccurrenceRow = BookingRow & {
  readonly scheduled_at: string;
  readonly ends_at: string;
  readonly series_at: string;
};

/** The columns of an OccurrenceRow; `b` is the alias of bookings. */
export const OCCURRENCE_COLUMNS = `${BOOKING_COLUMNS}, b.series_at`;

/** A series as a row: its rule is not nested yet. */
export type SeriesRow = Omit<SeriesSummaryDto, 'rule' | 'counts'> &
  Omit<SeriesRuleDto, 'local_time'> & { readonly minute_of_day: number } & SeriesSummaryDto['counts'];

const RULE_COLUMNS = `s.starts_on, s.minute_of_day, s.time_zone, s.every_weeks, s.weekdays, s.occurrences AS count, s.until`;

/** The columns of a SeriesRow; `s` is the alias of series, SERIES_JOINS has the others. */
export const SERIES_COLUMNS = `
  s.id, s.coach_id, coach.full_name AS coach_name, s.client_id, client.full_name AS client_name, s.session_type_id,
  s.session_type_name, ${RULE_COLUMNS}, counts.*, s.created_at, s.updated_at`;

/** `now`: the parameter that says what is past. Names are looked up one by one, as for bookings. */
export const seriesJoins = (now: string) => `
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = s.coach_id LIMIT 1) coach
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = s.client_id LIMIT 1) client
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE b.status = 'pending')::integer AS pending,
           count(*) FILTER (WHERE b.status = 'confirmed')::integer AS confirmed,
           count(*) FILTER (WHERE b.status = 'completed')::integer AS completed,
           count(*) FILTER (WHERE b.status = 'cancelled')::integer AS cancelled,
           min(b.scheduled_at) FILTER (WHERE b.status IN ('pending', 'confirmed') AND b.scheduled_at > ${now}) AS next_starts_at
      FROM bookings b WHERE b.series_id = s.id
  ) counts`;

/** The party of a reader in a series. NotYourBookingError for a stranger. */
export const partyIn = (row: Pick<SeriesRow, 'coach_id' | 'client_id'>, reader: Pick<Principal, 'id' | 'role'>) =>
  partyTo(partiesOf(row), reader);

export function summaryOf(row: SeriesRow): SeriesSummaryDto {
  const { starts_on, minute_of_day, time_zone, every_weeks, weekdays, count, until, ...rest } = row;
  const { pending, confirmed, completed, cancelled, ...summary } = rest;
  const rule = { starts_on, local_time: clockText(minute_of_day), time_zone, every_weeks, weekdays, count, until };
  return { ...summary, rule, counts: { pending, confirmed, completed, cancelled } };
}

export const isException = ({ scheduled_at, series_at }: Pick<OccurrenceRow, 'scheduled_at' | 'series_at'>) =>
  Date.parse(scheduled_at) !== Date.parse(series_at);

/** A booking of a series, with times as clocks of its zone show them. */
export function occurrenceOf(
  zone: string,
  row: Pick<OccurrenceRow, 'id' | 'status' | 'scheduled_at' | 'series_at'>,
): SeriesOccurrenceDto {
  const { id, status, scheduled_at } = row;
  return {
    starts_at: scheduled_at,
    local_start: localText(zone, Math.floor(minutesOf(new Date(scheduled_at)))),
    verdict: 'free',
    booking_id: id,
    status,
    is_exception: isException(row),
  };
}

/** A rule as the wire writes it. */
export function ruleOf(rule: SeriesRule, zone: string): SeriesRuleDto {
  const { end } = rule;
  return {
    starts_on: dateOf(rule.startsOn),
    local_time: clockText(rule.minuteOfDay),
    time_zone: zone,
    every_weeks: rule.everyWeeks,
    weekdays: rule.weekdays,
    count: 'count' in end ? end.count : null,
    until: 'until' in end ? dateOf(end.until) : null,
  };
}

/** An occurrence that was judged, booked or not. */
export function plannedOf(zone: string, { start, verdict }: Judged, bookingId: number | null): PlannedOccurrenceDto {
  return {
    starts_at: start === null ? null : new Date(start * 60_000).toISOString(),
    local_start: start === null ? null : localText(zone, start),
    verdict,
    booking_id: bookingId,
  };
}

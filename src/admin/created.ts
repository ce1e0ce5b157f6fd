/** SQL condition: made on one of the days `$1` to `$2`. A day is from its midnight in UTC on, up to the next one. */
export const CREATED = `created_at >= $1::date::timestamp AT TIME ZONE 'UTC' AND created_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'`;

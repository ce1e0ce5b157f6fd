/** Sums of one hour, day, coach or period. Minutes of time, and numbers of sessions. */
export interface Tally {
  offered: number;
  booked: number;
  /** Of the booked minutes those within the offered ones. */
  filled: number;
  attended: number;
  sessions: number;
  /** Minutes from booking to start, of all sessions together. */
  lead: number;
  cancelledEarly: number;
  cancelledLate: number;
  cancelledByCoach: number;
  clientNoShows: number;
  coachNoShows: number;
}

export const emptyTally = (): Tally => ({
  ...{ offered: 0, booked: 0, filled: 0, attended: 0, sessions: 0, lead: 0 },
  ...{ cancelledEarly: 0, cancelledLate: 0, cancelledByCoach: 0, clientNoShows: 0, coachNoShows: 0 },
});

export function add(sum: Tally, more: Tally): void {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += more[key];
}

/** The sums as reports show them. */
export interface Figures {
  readonly offered_minutes: number;
  readonly booked_minutes: number;
  readonly attended_minutes: number;
  readonly fill_rate: number | null;
  readonly sessions: number;
  readonly average_lead_hours: number | null;
  readonly cancelled_early: number;
  readonly cancelled_late: number;
  readonly cancelled_by_coach: number;
  readonly client_no_shows: number;
  readonly coach_no_shows: number;
}

export const figuresOf = (tally: Tally): Figures => ({
  offered_minutes: tally.offered,
  booked_minutes: tally.booked,
  attended_minutes: tally.attended,
  fill_rate: tally.offered === 0 ? null : Math.round((tally.filled / tally.offered) * 1000) / 1000,
  sessions: tally.sessions,
  average_lead_hours: tally.sessions === 0 ? null : Math.round(tally.lead / tally.sessions / 6) / 10,
  cancelled_early: tally.cancelledEarly,
  cancelled_late: tally.cancelledLate,
  cancelled_by_coach: tally.cancelledByCoach,
  client_no_shows: tally.clientNoShows,
  coach_no_shows: tally.coachNoShows,
});

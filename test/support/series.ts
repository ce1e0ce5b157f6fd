/** A session of a series, as answers and refusals show it. */
export interface SeenOccurrence {
  readonly starts_at: string;
  readonly local_start: string;
  readonly verdict: string;
  readonly booking_id: number | null;
  readonly status: string;
  readonly is_exception: boolean;
}

/** The sessions in the body of an answer. */
export const occurrencesIn = (body: { readonly occurrences: readonly SeenOccurrence[] }) => body.occurrences;

/** Whose bookings they are, in the order of the sessions. */
export const bookingsIn = (body: Parameters<typeof occurrencesIn>[0]) =>
  occurrencesIn(body).map(({ booking_id: id }) => id as number);

const MINUTE_MS = 60_000;
const LONGEST_MS = 120 * MINUTE_MS;
const SHORTEST_MS = 10 * MINUTE_MS;

/**
 * Until when an offer lasts that is made at `now`: two hours, or a quarter of the time that is left before the session, ten minutes
 * at least. Null when the session is too near to be offered. A slot has no start. `waitlist_offer_ends` says the same in PostgreSQL.
 */
export function offerEnd(startsAt: Date | null, now: Date): Date | null {
  if (startsAt === null) return new Date(now.getTime() + LONGEST_MS);
  const left = startsAt.getTime() - now.getTime();
  if (left <= SHORTEST_MS) return null;
  const quarter = Math.round(left / 4);
  return new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, quarter)));
}

/** When somebody is told that their offer is about to lapse: a quarter of an hour before, or at half of a short offer. */
export function lapseWarningAt(offeredAt: Date, endsAt: Date): Date {
  const half = (endsAt.getTime() - offeredAt.getTime()) / 2;
  return new Date(endsAt.getTime() - Math.min(15 * MINUTE_MS, Math.floor(half)));
}

const MINUTE = 60_000;
const BEFORE_MS = 15 * MINUTE;
const AFTER_MS = 30 * MINUTE;

/** When the room of a session is open. */
export interface Opening {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** A room opens 15 minutes before the session, and closes 30 minutes after its end. */
export const openingOf = (startsAt: Date, endsAt: Date): Opening => ({
  opensAt: new Date(startsAt.getTime() - BEFORE_MS),
  closesAt: new Date(endsAt.getTime() + AFTER_MS),
});

/** Whether somebody can enter: from the opening on, and until just before the closing. */
export function stateAt({ opensAt, closesAt }: Opening, now: Date): 'early' | 'open' | 'over' {
  if (now < opensAt) return 'early';
  return now < closesAt ? 'open' : 'over';
}

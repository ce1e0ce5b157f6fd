/** A confirmed session is completed by itself so long after its end. Its coach has that time to say that it did not take place. */
export const COMPLETED_AFTER_HOURS = 24;

/** Confirmed sessions that ended at this instant or earlier are completed at `now`. */
export const endedBefore = (now: Date) => new Date(now.getTime() - COMPLETED_AFTER_HOURS * 3_600_000);

import { Calendar, type Reason, reasonsAt, type Situation } from '../../availability/domain/free-times.js';
import { DAY_MINUTES } from '../../time/zones.js';
import type { PlannedTime } from './series-rule.js';

export const NO_SUCH_TIME = 'no-such-time';

/** An occurrence is free, or has the first reason why not. */
export type Verdict = 'free' | typeof NO_SUCH_TIME | Reason;

/** An occurrence that was judged. */
export type Judged = PlannedTime & { readonly verdict: Verdict };

/**
 * Judges times in their order. Those that are free count towards the client's limit for the later ones. Nothing else of them matters
 * to each other: by their rule they lie on different days at one time of the day, and no session with its buffers lasts half a day.
 */
export function judged<Time extends PlannedTime>(
  times: readonly Time[],
  situation: Situation,
  binds: (reason: Reason, start: number) => boolean,
): (Time & Judged)[] {
  const starts = times.flatMap(({ start }) => (start === null ? [] : [start]));
  const range = [Math.min(...starts) - DAY_MINUTES, Math.max(...starts) + DAY_MINUTES] as const;
  let calendar = new Calendar(situation, ...range);
  let room = roomOf(situation);
  const verdictOf = ({ start }: PlannedTime): Verdict => {
    if (start === null) return NO_SUCH_TIME;
    const reason = reasonsAt(calendar, start).find((found) => binds(found, start));
    if (reason !== undefined) return reason;
    room -= 1;
    if (room === 0) calendar = new Calendar(filled(situation), ...range);
    return 'free';
  };
  return times.map((time) => ({ ...time, verdict: verdictOf(time) }));
}

/** How many bookings more the client may have with this coach. */
function roomOf({ client }: Situation): number {
  return client === null || client.limit === null ? Infinity : client.limit - client.active;
}

/** The situation once the client has as many bookings as they may have. */
function filled(situation: Situation): Situation {
  const { client } = situation;
  return { ...situation, client: client && { ...client, active: client.limit ?? client.active } };
}

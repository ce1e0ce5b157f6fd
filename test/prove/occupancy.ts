import { nameOf } from './answers.js';
import { groupsOf } from './groups.js';
import type { Attempt } from './history.js';
import { dayOf, offerOf, overlap, type Session, tooNear } from './offers.js';
import { isActive } from './state-machine.js';
import { covers, sessionAsked, type Stay } from './stays.js';

const textOf = ({ kind, id }: Stay) => `${kind} ${id}`;

/** Slots and times that two certainly had at the same moment. Buffers belong to the times of a coach. */
export function* doublyHeld(stays: readonly Stay[]): Generator<string> {
  const sure = stays.filter(({ from, until, status }) => isActive(status) && from.certainly < until.certainly);
  sure.sort((a, b) => a.from.certainly - b.from.certainly);
  const timed = sure.filter(({ session }) => session !== null);
  const slots = groupsOf(
    sure.filter(({ slotNumber }) => slotNumber !== null),
    ({ slotNumber, coachId }) => `slot ${slotNumber} of coach ${coachId}`,
  );
  yield* together(slots, () => true);
  yield* together(
    groupsOf(timed, ({ coachId }) => `a time of coach ${coachId}`),
    ofBoth(tooNear),
  );
  yield* together(
    groupsOf(timed, ({ clientId }) => `a time of client ${clientId}`),
    ofBoth(overlap),
  );
}

const ofBoth = (clash: (a: Session, b: Session) => boolean) => (a: Stay, b: Stay) =>
  a.session !== null && b.session !== null && clash(a.session, b.session);

/** Stays of one group, sorted by their certain beginnings, that clash at one moment. */
function* together(groups: Map<string, Stay[]>, clash: (a: Stay, b: Stay) => boolean): Generator<string> {
  for (const [what, all] of groups) {
    for (const [index, later] of all.entries()) {
      const earlier = all
        .slice(0, index)
        .find((one) => one.until.certainly > later.from.certainly && one.id !== later.id && clash(one, later));
      if (earlier) yield `${what} was held by ${textOf(earlier)} and ${textOf(later)} at once`;
    }
  }
}

/** Acknowledged claims of clients when as much as their coach allows was certainly there already. */
export function* overLimit(attempts: readonly Attempt[], stays: readonly Stay[]): Generator<string> {
  const byCoach = groupsOf(stays, ({ coachId }) => coachId);
  for (const attempt of attempts.filter(({ deed, outcome }) => outcome === 'ok' && isBound(deed.by.id, deed.claim))) {
    const all = byCoach.get(attempt.deed.claim?.coachId ?? 0) ?? [];
    const there = all.filter((stay) => covers(stay, attempt));
    const own = all.filter(({ kind, id }) => kind === 'booking' && id === attempt.deed.bookingId);
    for (const limit of limitsReached(attempt, there, own)) yield `${nameOf(attempt)} went beyond the ${limit}`;
  }
}

const isBound = (by: number, claim: Attempt['deed']['claim']) =>
  claim !== undefined && by === claim.clientId && !(claim.kind === 'move' && claim.slotNumber !== null);

/**
 * The limits that leave no room for a claim, beside stays that are there. A move adds no booking, and none to a day on which the booking
 * may have been: `own` are all its stays.
 */
export function limitsReached(
  { deed: { claim, bookingId } }: Attempt,
  there: readonly Stay[],
  own: readonly Stay[] = [],
): string[] {
  if (!claim) return [];
  const { daily_limit, client_limit } = offerOf(claim.coachId);
  const session = sessionAsked(claim);
  const active = there.filter(({ kind, status, id }) => kind === 'booking' && isActive(status) && id !== bookingId);
  const count = (some: readonly Stay[]) => new Set(some.map(({ id }) => id)).size;
  // Times that are kept for others count, too.
  const kept = there.filter(
    ({ kind, status, clientId }) => kind === 'hold' && isActive(status) && clientId !== claim.clientId,
  );
  const ofDay = [...active, ...kept].filter(
    (stay) => session && stay.slotNumber === null && stay.session && dayOf(stay.session) === dayOf(session),
  );
  const ofClient = active.filter(({ clientId }) => clientId === claim.clientId);
  const staysOnDay = own.some((stay) => session && stay.session && dayOf(stay.session) === dayOf(session));
  const dailyLimit = claim.slotNumber === null && !staysOnDay ? daily_limit : null;
  const clientLimit = claim.kind === 'move' ? null : client_limit;
  return [
    ...(dailyLimit !== null && count(ofDay) >= dailyLimit ? ['daily-limit'] : []),
    ...(clientLimit !== null && count(ofClient) >= clientLimit ? ['client-limit'] : []),
  ];
}

/** Holds that were used more than once: booked with, or let go. */
export function* spentTwice(attempts: readonly Attempt[]): Generator<string> {
  const used = attempts.filter(({ deed, outcome }) => deed.holdId !== undefined && outcome === 'ok');
  for (const [id, uses] of groupsOf(used, ({ deed }) => deed.holdId)) {
    if (uses.length > 1) yield `hold ${id} was used by ${uses.map(nameOf).join(' and ')}`;
  }
}

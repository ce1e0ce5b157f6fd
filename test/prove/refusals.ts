import { nameOf } from './answers.js';
import { groupsOf } from './groups.js';
import type { Attempt, Claim } from './history.js';
import { limitsReached } from './occupancy.js';
import { overlap, tooNear } from './offers.js';
import { isActive } from './state-machine.js';
import { covers, mayMeet, sessionAsked, type Stay } from './stays.js';

const SLOTS = 10;
const MOST_HOLDS = 2;

/** Refusals whose reason cannot have existed while the request ran. */
export function* falselyRefused(attempts: readonly Attempt[], stays: readonly Stay[]): Generator<string> {
  const byCoach = groupsOf(stays, ({ coachId }) => coachId);
  const byClient = groupsOf(stays, ({ clientId }) => clientId);
  const holds = new Map(stays.map((stay) => [stay.id, stay]));
  const struck = groupsOf(
    attempts.filter(({ deed }) => deed.strikes),
    ({ deed }) => deed.strikes?.person.id,
  );
  const wasStruck = (id: number, end: number) => struck.get(id)?.some(({ begin }) => begin <= end) === true;
  for (const attempt of attempts) {
    const { deed, status, code, end } = attempt;
    if (status === 401 && !wasStruck(deed.by.id, end))
      yield `${nameOf(attempt)} was 401, and nobody had ended the session`;
    if (code === undefined) continue;
    const { claim } = deed;
    const near = claim ? [...(byCoach.get(claim.coachId) ?? []), ...(byClient.get(claim.clientId) ?? [])] : [];
    const reasons: Record<string, boolean> = {
      ...(claim && reasonsOf(attempt, claim, near)),
      ...(claim && {
        'coach-not-found': wasStruck(claim.coachId, end),
        'client-not-found': wasStruck(claim.clientId, end),
        // The hours of a deleted coach are gone.
        'no-hours': wasStruck(claim.coachId, end),
      }),
      ...(deed.holdId !== undefined && isGone(attempt, holds.get(deed.holdId))),
    };
    if (reasons[code] === false) yield `${nameOf(attempt)} was refused with ${code}, which was not so`;
  }
}

/** Which reasons against a claim may have existed while it ran. Without an entry: unknown. */
function reasonsOf(attempt: Attempt, claim: Claim, near: readonly Stay[]): Record<string, boolean> {
  const asked = sessionAsked(claim);
  const there = near.filter(
    (stay) => stay.id !== attempt.deed.bookingId && isActive(stay.status) && mayMeet(stay, attempt),
  );
  const ofCoach = there.filter(({ coachId }) => coachId === claim.coachId);
  const ofClient = there.filter(({ clientId }) => clientId === claim.clientId);
  const holders = ofCoach.filter(({ slotNumber }) => slotNumber !== null && slotNumber === claim.slotNumber);
  const slots = new Set(ofCoach.map(({ slotNumber }) => slotNumber).filter((slot) => slot !== null));
  const clashes = (some: readonly Stay[], kind: Stay['kind'], clash: typeof overlap) =>
    some.some((stay) => stay.kind === kind && stay.session && asked && clash(stay.session, asked));
  const isBusy = clashes(ofClient, 'booking', overlap) || clashes(ofClient, 'hold', overlap);
  const holds = ofClient.filter(({ kind }) => kind === 'hold');
  const limits = limitsReached(
    attempt,
    there.filter((stay) => ofCoach.includes(stay)),
  );
  const never = [
    'too-soon',
    'too-late-ahead',
    'outside-hours',
    'time-off',
    'off-grid',
    'in-the-past',
    'too-late-to-move',
  ];
  return {
    ...Object.fromEntries(never.map((code) => [code, false])),
    'already-booked': holders.some(({ clientId }) => clientId === claim.clientId),
    'slot-taken': holders.some(({ clientId }) => clientId !== claim.clientId),
    'no-available-slots': slots.size === SLOTS,
    'time-conflict': isBusy || clashes(ofCoach, 'booking', tooNear) || clashes(ofCoach, 'hold', tooNear),
    'coach-busy': clashes(ofCoach, 'booking', overlap),
    'too-close': clashes(ofCoach, 'booking', tooNear),
    held: clashes(ofCoach, 'hold', tooNear),
    'you-are-busy': isBusy,
    'too-many-holds': holds.length >= MOST_HOLDS,
    'daily-limit': limits.includes('daily-limit'),
    'client-limit': limits.includes('client-limit'),
    'not-connected': !near.some((stay) => isConnecting(stay, claim) && covers(stay, attempt)),
  };
}

const isConnecting = ({ kind, coachId, clientId, status }: Stay, claim: Claim) =>
  kind === 'booking' &&
  coachId === claim.coachId &&
  clientId === claim.clientId &&
  ['confirmed', 'completed'].includes(status);

/** A hold is gone unless it certainly was there, was the caller's, and of the time that is asked for. */
function isGone(attempt: Attempt, hold: Stay | undefined): Record<string, boolean> {
  const { by, claim } = attempt.deed;
  const isAnother = claim?.start !== undefined && Date.parse(claim.start ?? '') !== hold?.session?.start;
  const gone = !hold || hold.clientId !== by.id || isAnother || !covers(hold, attempt);
  return { 'hold-gone': gone, 'hold-not-found': gone };
}

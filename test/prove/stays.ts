import { groupsOf } from './groups.js';
import { type Attempt, type Claim, type HoldBody, lastingOf } from './history.js';
import { overlap, type Session, sessionOf, tooNear } from './offers.js';
import type { Status } from './state-machine.js';
import type { Timeline } from './timeline.js';

/** Clocks of test and database may differ by this much. */
const SKEW_MS = 1_000;

/**
 * A hold, or a booking between two changes of status or time: what it took, and when, as far as the answers tell, in
 * milliseconds of performance.now().
 */
export interface Stay {
  readonly id: number | string;
  readonly kind: 'booking' | 'hold';
  readonly coachId: number;
  readonly clientId: number;
  readonly slotNumber: number | null;
  readonly session: Session | null;
  readonly status: Status;
  /** From `maybe` on it may have been so, from `certainly` on it was. */
  readonly from: { readonly maybe: number; readonly certainly: number };
  /** It was so until `certainly`, and perhaps until `maybe`. */
  readonly until: { readonly certainly: number; readonly maybe: number };
}

/** Whether it may have been so at some moment of an attempt. */
export const mayMeet = ({ from, until }: Stay, { begin, end }: Attempt) => from.maybe <= end && until.maybe >= begin;

/** Whether it certainly was so from the begin of an attempt to its end. */
export const covers = ({ from, until }: Stay, { begin, end }: Attempt) =>
  from.certainly <= begin && until.certainly >= end;

/** The stays of a booking, one for each entry of its history. */
export function staysOfBooking(timeline: Timeline): Stay[] {
  const { booking, entries } = timeline;
  const moments = entries.map((_, n) => ({ maybe: timeline.begun(n), certainly: timeline.done(n) }));
  return entries.map(({ to_status, to_time }, n) => {
    const next = moments[n + 1];
    return {
      ...{ id: booking.id, kind: 'booking', coachId: booking.coach_id, clientId: booking.client_id },
      slotNumber: booking.slot_number,
      session: to_time === null ? null : sessionOf(booking.coach_id, booking.slot_number, to_time),
      status: to_status,
      from: moments[n] ?? { maybe: 0, certainly: Infinity },
      until: { certainly: next?.maybe ?? Infinity, maybe: next?.certainly ?? Infinity },
    };
  });
}

/** The session that a claim asks for. */
export const sessionAsked = ({ coachId, slotNumber, start }: Claim): Session | null =>
  start === null ? null : sessionOf(coachId, slotNumber, start);

/** The stays of the holds. */
export function staysOfHolds(attempts: readonly Attempt[]): Stay[] {
  const done = attempts.filter(({ outcome }) => outcome !== 'refused');
  const byClient = groupsOf(done.filter(isOwn), ({ deed }) => deed.by.id);
  const drops = groupsOf(
    done.filter(({ deed }) => deed.name === 'release'),
    ({ deed }) => deed.holdId,
  );
  const strikes = groupsOf(
    done.filter(({ deed }) => deed.strikes),
    ({ deed }) => deed.strikes?.person.id,
  );
  return done.flatMap((made) => {
    const { claim } = made.deed;
    if (claim?.kind !== 'hold') return [];
    const session = sessionAsked(claim);
    const body = made.outcome === 'ok' ? (made.body as HoldBody) : null;
    const endings = [
      ...(drops.get(body?.id) ?? []),
      ...[claim.coachId, claim.clientId].flatMap((id) => strikes.get(id) ?? []),
      ...(byClient.get(claim.clientId) ?? []).filter((other) => other !== made && displaces(other.deed.claim, claim)),
    ];
    const { coachId, clientId } = claim;
    const id = body?.id ?? `#${made.number}`;
    return [
      {
        id,
        kind: 'hold',
        coachId,
        clientId,
        slotNumber: null,
        session,
        status: 'pending',
        ...lastOf(made, body, endings),
      },
    ];
  });
}

/** What a client asks for themselves drops holds of theirs that stand in its way. */
const isOwn = ({ deed }: Attempt) => deed.claim !== undefined && deed.by.id === deed.claim.clientId;

function displaces(claim: Claim | undefined, held: Claim): boolean {
  const [one, other] = [claim && sessionAsked(claim), sessionAsked(held)];
  if (!one || !other) return false;
  return overlap(one, other) || (claim?.coachId === held.coachId && tooNear(one, other));
}

function lastOf(made: Attempt, hold: HoldBody | null, endings: readonly Attempt[]): Pick<Stay, 'from' | 'until'> {
  const expiry = hold ? Date.parse(hold.expires_at) - performance.timeOrigin : Infinity;
  const later = endings.filter(({ end, outcome }) => outcome === 'unknown' || end >= made.begin);
  // What overlaps the making of the hold may have come before it.
  const after = endings.filter(({ begin }) => begin >= made.end);
  return {
    from: { maybe: made.begin, certainly: made.outcome === 'ok' ? made.end : Infinity },
    until: {
      certainly: Math.min(expiry - SKEW_MS, ...later.map(({ begin }) => begin)),
      maybe: Math.min(expiry + SKEW_MS, ...after.map((one) => lastingOf(one).end)),
    },
  };
}

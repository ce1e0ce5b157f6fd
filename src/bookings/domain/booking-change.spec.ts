import { SeatMovesWithSessionError } from '../group-sessions/domain/group-session-errors.js';
import { actionsOf } from './booking-actions.js';
import { assertMovable } from './booking-move.js';
import { assertMaySend, type BookingChange, type BookingState, changed, partyTo } from './booking-change.js';
import {
  AlreadyStartedError,
  InvalidTransitionError,
  NotStartedError,
  NotYourBookingError,
  OnlyCancelError,
  ReasonWithoutCancellationError,
  SessionInPastError,
  TimeNeededError,
} from './booking-errors.js';
import { type BookingParty, BOOKING_STATUSES } from './booking-status.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const PAST = new Date('2026-11-24T11:59:59.999Z');
const SOON = new Date('2026-11-24T12:00:00.001Z');
const LATER = new Date('2026-11-25T09:00:00Z');

const state = (of: Partial<BookingState> = {}): BookingState => ({
  status: 'pending',
  scheduledAt: LATER,
  notes: null,
  ...of,
});

/** A booking of a slot, and of a time. */
const UNMARKED = {
  ...{ attendance: null, markedAt: null, markedBy: null, contestedAt: null, contestReason: null, decidedAt: null },
};
const SLOT = {
  isTimed: false,
  isSeat: false,
  moveNoticeMinutes: 60,
  cancelNoticeMinutes: 60,
  isReviewable: false,
  isUnpaid: false,
  attendance: UNMARKED,
};
const TIME = { ...SLOT, isTimed: true };
const SEAT = { ...TIME, isSeat: true };

const after = (current: BookingState, change: BookingChange, party: BookingParty, terms = SLOT, now = NOW) =>
  changed(current, change, terms, party, now);

const uncancelled = { cancelledBy: null, cancelReason: null, isLateCancellation: false };

describe('in what capacity someone stands to a booking', () => {
  const booking = { coachId: 2, clientId: 5 };

  it.each([
    [{ id: 2, role: 'coach' }, 'coach'],
    [{ id: 5, role: 'client' }, 'client'],
    [{ id: 9, role: 'admin' }, 'admin'],
    [{ id: 2, role: 'admin' }, 'admin'],
    [{ id: 2, role: 'client' }, 'client'],
    [{ id: 5, role: 'coach' }, 'client'],
  ] as const)('%j is its %s', (actor, party) => {
    expect(partyTo(booking, actor)).toBe(party);
  });

  it.each([
    { id: 3, role: 'coach' },
    { id: 6, role: 'client' },
  ] as const)('%j is a stranger', (actor) => {
    expect(() => partyTo(booking, actor)).toThrow(NotYourBookingError);
  });
});

describe('the body of a change', () => {
  it.each([
    ['coach', {}],
    ['coach', { status: 'confirmed', notes: 'x', unknown: 1 }],
    ['client', {}],
    ['client', { status: 'cancelled' }],
    ['client', { status: 'cancelled', reason: 'A cold' }],
    ['admin', {}],
    ['admin', { status: 'cancelled' }],
  ] as const)('the %s may send %j', (party, body) => {
    expect(() => assertMaySend(party, body)).not.toThrow();
  });

  it.each(
    (['client', 'admin'] as const).flatMap((party) =>
      [
        { status: 'confirmed' },
        { status: null },
        { status: ['cancelled'] },
        { status: 'cancelled', notes: 'x' },
        { notes: 'x' },
        { scheduled_at: null },
        { unknown: 1 },
      ].map((body) => [party, body] as const),
    ),
  )('the %s may not send %j', (party, body) => {
    expect(() => assertMaySend(party, body)).toThrow(OnlyCancelError);
  });
});

describe('a changed booking', () => {
  it.each([
    ['its status', { status: 'confirmed' }, { status: 'confirmed' }],
    ['its notes', { notes: 'bring shoes' }, { notes: 'bring shoes' }],
    ['its time', { scheduledAt: SOON }, { scheduledAt: SOON }],
    ['no time any more', { scheduledAt: null }, { scheduledAt: null }],
    ['all at once', { status: 'confirmed', scheduledAt: SOON, notes: 'x' }, undefined],
  ] as const)('has %s changed and the rest as it was', (_, change, expected) => {
    expect(after(state(), change, 'coach')).toEqual({ ...state(), ...uncancelled, ...(expected ?? change) });
  });

  it('loses its notes to null', () => {
    expect(after(state({ notes: 'x' }), { notes: null }, 'coach')?.notes).toBeNull();
  });

  it.each([PAST, NOW])('does not move to %j, which is not in the future', (scheduledAt) => {
    expect(() => after(state(), { scheduledAt }, 'coach')).toThrow(SessionInPastError);
  });

  it.each(['client', 'admin'] as const)('cannot be moved or given notes by the %s', (party) => {
    for (const change of [{ scheduledAt: SOON }, { scheduledAt: null }, { notes: 'x' }]) {
      expect(() => after(state(), change, party)).toThrow(OnlyCancelError);
    }
    expect(after(state(), { status: 'cancelled' }, party)).toMatchObject({ status: 'cancelled', cancelledBy: party });
  });

  it('keeps a past time that is sent again', () => {
    const past = state({ scheduledAt: PAST, status: 'confirmed' });
    expect(after(past, { scheduledAt: new Date(PAST), status: 'completed' }, 'coach')?.status).toBe('completed');
  });

  it.each([
    ['confirmed from the instant of its start', { scheduledAt: NOW }, 'confirmed', 'coach'],
    ['confirmed after its start', { scheduledAt: PAST }, 'confirmed', 'coach'],
    [
      'cancelled by its client after its start, once confirmed',
      { scheduledAt: NOW, status: 'confirmed' },
      'cancelled',
      'client',
    ],
  ] as const)('is not %s', (_, current, status, party) => {
    expect(() => after(state(current), { status }, party)).toThrow(AlreadyStartedError);
  });

  it.each([
    ['confirmed before its start', { scheduledAt: SOON }, 'confirmed', 'coach'],
    ['confirmed when it has no time', { scheduledAt: null }, 'confirmed', 'coach'],
    ['cancelled by its client before its start', { scheduledAt: SOON, status: 'confirmed' }, 'cancelled', 'client'],
    ['cancelled by its client after its start, while pending', { scheduledAt: PAST }, 'cancelled', 'client'],
    ['cancelled by its coach after its start', { scheduledAt: PAST, status: 'confirmed' }, 'cancelled', 'coach'],
    ['cancelled by an admin after its start', { scheduledAt: PAST, status: 'confirmed' }, 'cancelled', 'admin'],
  ] as const)('is %s', (_, current, status, party) => {
    expect(after(state(current), { status }, party)?.status).toBe(status);
  });

  it('is confirmed after its start when the same request moves it to a time that is still ahead', () => {
    const next = after(state({ scheduledAt: PAST }), { scheduledAt: SOON, status: 'confirmed' }, 'coach');
    expect(next).toMatchObject(state({ scheduledAt: SOON, status: 'confirmed' }));
  });

  it('refuses a past time before it refuses a move that its status forbids', () => {
    const over = state({ status: 'cancelled' });
    expect(() => after(over, { scheduledAt: PAST }, 'coach')).toThrow(SessionInPastError);
    expect(() => after(over, { scheduledAt: SOON }, 'coach')).toThrow(InvalidTransitionError);
  });

  it.each(['completed', 'cancelled'] as const)('keeps its time once %s', (status) => {
    for (const scheduledAt of [SOON, null]) {
      expect(() => after(state({ status }), { scheduledAt }, 'coach')).toThrow(InvalidTransitionError);
    }
  });

  it.each(['completed', 'cancelled'] as const)('takes no other time in the request that makes it %s', (status) => {
    const begun = state({ status: 'confirmed', scheduledAt: PAST });
    expect(() => after(begun, { status, scheduledAt: SOON }, 'coach')).toThrow(InvalidTransitionError);
  });

  it.each(BOOKING_STATUSES)('takes notes while %s', (status) => {
    expect(after(state({ status }), { notes: 'late' }, 'coach')).toEqual({
      ...state({ status, notes: 'late' }),
      ...uncancelled,
    });
  });

  it.each(BOOKING_STATUSES)('does not change when what it is already is sent while %s', (status) => {
    const current = state({ status, notes: 'x' });
    expect(after(current, { ...current, scheduledAt: new Date(LATER) }, 'coach')).toBeNull();
    expect(after(current, {}, 'coach')).toBeNull();
  });

  it('is completed from its start on when a time was booked, and at any time when a slot was', () => {
    const confirmed = state({ status: 'confirmed' });
    expect(() => after(confirmed, { status: 'completed' }, 'coach', TIME)).toThrow(NotStartedError);
    expect(after(confirmed, { status: 'completed' }, 'coach', TIME, LATER)?.status).toBe('completed');
    expect(after(confirmed, { status: 'completed' }, 'coach', SLOT)?.status).toBe('completed');
  });

  it('keeps its time when it has nothing else', () => {
    expect(() => after(state(), { scheduledAt: null }, 'coach', TIME)).toThrow(TimeNeededError);
    expect(() => after(state(), { scheduledAt: null }, 'coach', SEAT)).toThrow(TimeNeededError);
  });

  it('never moves by itself when it is a seat of a group session', () => {
    const other = new Date(LATER.getTime() + 3_600_000);
    expect(() => after(state(), { scheduledAt: other }, 'coach', SEAT)).toThrow(SeatMovesWithSessionError);
    expect(after(state(), { scheduledAt: LATER, status: 'confirmed' }, 'coach', SEAT)?.status).toBe('confirmed');
    const actions = actionsOf(state(), SEAT, 'client', NOW);
    expect(actions).toMatchObject({ can_move: false, move_until: null, can_cancel: true });
    expect(actions.cancel_free_until).not.toBeNull();
    for (const party of ['client', 'coach', 'admin'] as const) {
      expect(() => assertMovable(state(), SEAT, party, NOW)).toThrow(SeatMovesWithSessionError);
    }
  });

  it('is cancelled with a reason, which nothing else takes', () => {
    const next = after(state(), { status: 'cancelled', reason: 'A cold' }, 'coach');
    expect(next).toMatchObject({ cancelledBy: 'coach', cancelReason: 'A cold', isLateCancellation: false });
    expect(() => after(state(), { reason: 'A cold' }, 'client')).toThrow(ReasonWithoutCancellationError);
    expect(after(state({ status: 'cancelled' }), { status: 'cancelled', reason: 'Another' }, 'client')).toBeNull();
  });

  it.each([
    ['client', -60 * 60_000, false],
    ['client', -60 * 60_000 + 1, true],
    ['client', -1, true],
    ['client', 0, false],
    ['coach', -1, false],
    ['admin', -1, false],
  ] as const)('cancelled by the %s %d ms after its start, and unconfirmed, is late: %s', (party, offset, isLate) => {
    const now = new Date(LATER.getTime() + offset);
    expect(after(state(), { status: 'cancelled' }, party, SLOT, now)).toMatchObject({ isLateCancellation: isLate });
  });
});

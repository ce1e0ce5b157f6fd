import { assertMaySend, type BookingState, changed, isSame, partyTo } from './booking-change.js';
import {
  AlreadyStartedError,
  InvalidTransitionError,
  NotYourBookingError,
  OnlyCancelError,
  SessionInPastError,
} from './booking-errors.js';
import { BOOKING_STATUSES } from './booking-status.js';

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

describe('the party of a booking', () => {
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
    ['nothing', {}, {}],
    ['its status', { status: 'confirmed' }, { status: 'confirmed' }],
    ['its notes', { notes: 'bring shoes' }, { notes: 'bring shoes' }],
    ['its time', { scheduledAt: SOON }, { scheduledAt: SOON }],
    ['no time any more', { scheduledAt: null }, { scheduledAt: null }],
    ['all at once', { status: 'confirmed', scheduledAt: SOON, notes: 'x' }, undefined],
  ] as const)('has %s changed and the rest as it was', (_, change, expected) => {
    expect(changed(state(), change, 'coach', NOW)).toEqual({ ...state(), ...(expected ?? change) });
  });

  it('has no notes after null was sent', () => {
    expect(changed(state({ notes: 'x' }), { notes: null }, 'coach', NOW).notes).toBeNull();
  });

  it.each([PAST, NOW])('does not move to %j, which is not in the future', (scheduledAt) => {
    expect(() => changed(state(), { scheduledAt }, 'coach', NOW)).toThrow(SessionInPastError);
  });

  it.each(['client', 'admin'] as const)('cannot be moved or given notes by the %s', (party) => {
    for (const change of [{ scheduledAt: SOON }, { scheduledAt: null }, { notes: 'x' }]) {
      expect(() => changed(state(), change, party, NOW)).toThrow(OnlyCancelError);
    }
    expect(changed(state(), { status: 'cancelled' }, party, NOW)).toEqual(state({ status: 'cancelled' }));
  });

  it('keeps a past time that is sent again', () => {
    const past = state({ scheduledAt: PAST, status: 'confirmed' });
    expect(changed(past, { scheduledAt: new Date(PAST), status: 'completed' }, 'coach', NOW).status).toBe('completed');
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
    expect(() => changed(state(current), { status }, party, NOW)).toThrow(AlreadyStartedError);
  });

  it.each([
    ['confirmed before its start', { scheduledAt: SOON }, 'confirmed', 'coach'],
    ['confirmed when it has no time', { scheduledAt: null }, 'confirmed', 'coach'],
    ['cancelled by its client before its start', { scheduledAt: SOON, status: 'confirmed' }, 'cancelled', 'client'],
    ['cancelled by its client after its start, while pending', { scheduledAt: PAST }, 'cancelled', 'client'],
    ['cancelled by its coach after its start', { scheduledAt: PAST, status: 'confirmed' }, 'cancelled', 'coach'],
    ['cancelled by an admin after its start', { scheduledAt: PAST, status: 'confirmed' }, 'cancelled', 'admin'],
  ] as const)('is %s', (_, current, status, party) => {
    expect(changed(state(current), { status }, party, NOW).status).toBe(status);
  });

  it('can be confirmed after its start when the same request moves it to a future time', () => {
    const next = changed(state({ scheduledAt: PAST }), { scheduledAt: SOON, status: 'confirmed' }, 'coach', NOW);
    expect(next).toEqual(state({ scheduledAt: SOON, status: 'confirmed' }));
  });

  it('refuses a past time before it refuses a move that its status forbids', () => {
    const over = state({ status: 'cancelled' });
    expect(() => changed(over, { scheduledAt: PAST }, 'coach', NOW)).toThrow(SessionInPastError);
    expect(() => changed(over, { scheduledAt: SOON }, 'coach', NOW)).toThrow(InvalidTransitionError);
  });

  it.each(['completed', 'cancelled'] as const)('keeps its time once %s', (status) => {
    for (const scheduledAt of [SOON, null]) {
      expect(() => changed(state({ status }), { scheduledAt }, 'coach', NOW)).toThrow(InvalidTransitionError);
    }
  });

  it.each(BOOKING_STATUSES)('can be given notes while %s', (status) => {
    expect(changed(state({ status }), { notes: 'late' }, 'coach', NOW)).toEqual(state({ status, notes: 'late' }));
  });

  it.each(BOOKING_STATUSES)('does not change when its current values are sent while %s', (status) => {
    const current = state({ status, notes: 'x' });
    expect(isSame(current, changed(current, { ...current, scheduledAt: new Date(LATER) }, 'coach', NOW))).toBe(true);
  });
});

describe('two states of a booking', () => {
  it.each([{ status: 'confirmed' }, { notes: 'x' }, { scheduledAt: null }, { scheduledAt: SOON }] as const)(
    'differ in %j',
    (other) => {
      expect(isSame(state(), state(other))).toBe(false);
    },
  );
});

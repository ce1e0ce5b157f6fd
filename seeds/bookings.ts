import type { BookingStatus } from '../src/bookings/domain/booking-status.js';
import { sessionEnd } from '../src/bookings/domain/slot.js';
import type { Calendar } from './calendar.js';

interface DemoBooking {
  readonly coach: number;
  readonly client: number;
  readonly slot: number;
  readonly status: BookingStatus;
  /** The day, counted from today, and the hour of the session; null when no time is agreed. */
  readonly session: readonly [day: number, hour: number] | null;
  /** Days from today on which the booking was made and last changed. */
  readonly made: number;
  readonly changed: number;
  readonly notes: string | null;
}

/**
 * Every coach has bookings in every status, past and future. Client 8 waits for an answer, and client 10 is connected with no
 * coach. Other clients hold the slots of completed and cancelled sessions by now.
 */
const BOOKINGS: readonly DemoBooking[] = [
  {
    coach: 1,
    client: 1,
    slot: 1,
    status: 'completed',
    session: [-12, 7],
    made: -20,
    changed: -12,
    notes: 'Movement check. Left knee drifts in below parallel: box squats until it stays put.',
  },
  {
    coach: 1,
    client: 9,
    slot: 3,
    status: 'completed',
    session: [-5, 16],
    made: -9,
    changed: -5,
    notes: 'Bench set-up from scratch. Feet on the floor, 40 kg for eight, all clean.',
  },
  {
    coach: 1,
    client: 2,
    slot: 2,
    status: 'cancelled',
    session: [-3, 17],
    made: -10,
    changed: -4,
    notes: 'Late shift, moved to next week.',
  },
  {
    coach: 1,
    client: 2,
    slot: 2,
    status: 'confirmed',
    session: [2, 17],
    made: -4,
    changed: -3,
    notes: 'Openers for the meet: bring belt and knee sleeves.',
  },
  {
    coach: 1,
    client: 8,
    slot: 1,
    status: 'pending',
    session: [4, 12],
    made: -1,
    changed: -1,
    notes: 'I would like to deadlift again, but my back makes me nervous.',
  },
  {
    coach: 2,
    client: 3,
    slot: 1,
    status: 'completed',
    session: [-15, 18],
    made: -22,
    changed: -15,
    notes: 'Two kilograms down since the start. Next: walking after dinner.',
  },
  {
    coach: 2,
    client: 4,
    slot: 4,
    status: 'confirmed',
    session: [-1, 6],
    made: -8,
    changed: -6,
    notes: '138/86 before the warm-up. Steady bike, no intervals yet.',
  },
  {
    coach: 2,
    client: 7,
    slot: 2,
    status: 'confirmed',
    session: [1, 9],
    made: -6,
    changed: -5,
    notes: 'The baby comes along.',
  },
  {
    coach: 2,
    client: 10,
    slot: 6,
    status: 'pending',
    session: null,
    made: -2,
    changed: -2,
    notes: 'Any weekday morning suits me.',
  },
  {
    coach: 2,
    client: 1,
    slot: 3,
    status: 'cancelled',
    session: [6, 18],
    made: -7,
    changed: -2,
    notes: 'Long run with the club instead.',
  },
  {
    coach: 3,
    client: 5,
    slot: 1,
    status: 'completed',
    session: [-8, 15],
    made: -13,
    changed: -8,
    notes: 'Kipping rhythm found. Wrist taped, no complaints.',
  },
  {
    coach: 3,
    client: 6,
    slot: 5,
    status: 'completed',
    session: [-2, 5],
    made: -11,
    changed: -2,
    notes: 'Movement screen 15 of 21; ankles are the bottleneck.',
  },
  {
    coach: 3,
    client: 1,
    slot: 1,
    status: 'confirmed',
    session: [3, 7],
    made: -3,
    changed: -2,
    notes: 'Running drills and single-leg strength.',
  },
  {
    coach: 3,
    client: 5,
    slot: 2,
    status: 'pending',
    session: [5, 15],
    made: -1,
    changed: -1,
    notes: null,
  },
  {
    coach: 3,
    client: 10,
    slot: 7,
    status: 'cancelled',
    session: [-4, 10],
    made: -9,
    changed: -6,
    notes: 'The class list had me in the wrong age group, sorry!',
  },
];

/** The bookings of the demo world. Both lists of ids are in the order of the demo people. */
export function bookings(coachIds: readonly number[], clientIds: readonly number[], calendar: Calendar): object[] {
  return BOOKINGS.map(({ coach, client, slot, status, session, made, changed, notes }) => {
    const scheduledAt = session && calendar.at(...session);
    return {
      coach_id: coachIds[coach - 1],
      client_id: clientIds[client - 1],
      slot_number: slot,
      status,
      scheduled_at: scheduledAt,
      ends_at: scheduledAt && sessionEnd(new Date(scheduledAt)),
      notes,
      created_at: calendar.past(made, 10 + slot),
      updated_at: calendar.past(changed, 20),
    };
  });
}

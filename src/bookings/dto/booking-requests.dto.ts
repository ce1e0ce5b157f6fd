import { Choice, field, Instant, Int, intFault, MAX_INT, Text, Uuid } from '../../wire/fields/fields.js';
import type { BookingChange } from '../domain/booking-change.js';
import { BOOKING_STATUSES, type BookingStatus } from '../domain/booking-status.js';
import { MOST_SLOTS, type SlotRequest } from '../domain/slot.js';
import type { SeatRequest } from '../group-sessions/seats.service.js';
import type { TimeRequest } from '../times/time-bookings.service.js';

const notes = () =>
  Text({ max: 2000, optional: true, nullable: true, emptyIsNull: true, example: 'My left knee is sore.' });

/** A slot, or none where a time is asked for. */
const SlotOrTime = () =>
  field(
    slotFault,
    { type: 'integer', format: 'int32', minimum: 1, maximum: MOST_SLOTS },
    {
      ...{ optional: true, nullable: true, always: true, example: 3 },
      description: 'A slot of the coach, from 1 to their `total_slots`. Leave it out to book a time.',
    },
  );

function slotFault(value: unknown, body: Partial<BookSlotDto>): string | null {
  const { scheduled_at = null, session_type_id = null, hold_id = null, group_session_id = null } = body;
  if (value === undefined || value === null) {
    const isAnything = scheduled_at !== null || group_session_id !== null;
    return isAnything ? null : 'or scheduled_at must be given: a slot, or a time without a slot';
  }
  const isBoth = session_type_id !== null || hold_id !== null || group_session_id !== null;
  return (
    intFault(value, 1, MOST_SLOTS) ??
    (isBoth ? 'goes with neither session_type_id nor hold_id nor group_session_id: book a slot or a time' : null)
  );
}

/** A group session, which has its own time and type. */
const GroupSession = () =>
  field(
    groupSessionFault,
    { type: 'integer', format: 'int32', minimum: 1, maximum: MAX_INT },
    {
      ...{ optional: true, nullable: true, example: 2 },
      description:
        'A group session as in `GET /bookings/group-sessions`: books one of its seats. It has its own time and type.',
    },
  );

function groupSessionFault(value: unknown, body: Partial<BookSlotDto>): string | null {
  const { scheduled_at = null, session_type_id = null, hold_id = null } = body;
  const isBoth = scheduled_at !== null || session_type_id !== null || hold_id !== null;
  return (
    intFault(value, 1, MAX_INT) ??
    (isBoth
      ? 'goes with neither scheduled_at nor session_type_id nor hold_id: a group session has its time and type'
      : null)
  );
}

/** Body of `POST /bookings/book`: a slot, a time without one, or a seat. It has the name that generated clients know. */
export class BookSlotDto {
  @Int({ description: 'The coach, as in `GET /bookings/coaches`.', example: 2 })
  readonly coach_id: number;

  @SlotOrTime()
  readonly slot_number?: number | null;

  @Instant({
    optional: true,
    nullable: true,
    description:
      'When the session starts, in the future. With a slot: of 60 minutes, a wish that may be agreed on later. Without: a ' +
      'time as in `GET /bookings/coaches/{coach_id}/times`.',
    example: '2027-06-15T09:00:00Z',
  })
  readonly scheduled_at?: string | null;

  @Int({
    optional: true,
    nullable: true,
    description: "Of a time: what to book; default the coach's first one.",
    example: 1,
  })
  readonly session_type_id?: number | null;

  @Uuid({
    optional: true,
    nullable: true,
    description: 'Of a time: the hold that keeps it, if there is one.',
    example: '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
  })
  readonly hold_id?: string | null;

  @GroupSession()
  readonly group_session_id?: number | null;

  @notes()
  readonly notes?: string | null;

  toRequest(): SlotRequest | TimeRequest | SeatRequest {
    const { coach_id: coachId, slot_number: slotNumber = null, notes = null } = this;
    const { scheduled_at, session_type_id: sessionTypeId = null, hold_id: holdId = null } = this;
    const { group_session_id: groupSessionId = null } = this;
    if (groupSessionId !== null) return { coachId, groupSessionId, holdId: null, notes };
    return slotNumber === null && scheduled_at != null
      ? { coachId, scheduledAt: new Date(scheduled_at), sessionTypeId, holdId, notes }
      : { coachId, slotNumber: slotNumber as number, scheduledAt: instantOrNull(scheduled_at), notes };
  }
}

/** Examples of bodies that book. */
export const BOOKINGS = {
  slot: { summary: 'A slot', value: { coach_id: 2, slot_number: 3, notes: 'My left knee is sore.' } },
  time: { summary: 'A time', value: { coach_id: 2, scheduled_at: '2027-06-15T09:00:00Z' } },
  seat: { summary: 'A seat of a group session', value: { coach_id: 3, group_session_id: 2 } },
};

/** Body of `POST /bookings/holds`. */
export class HoldTimeDto {
  @Int({ description: 'The coach, as in `GET /bookings/coaches`.', example: 2 })
  readonly coach_id: number;

  @Instant({ description: 'A free time of theirs.', example: '2027-06-15T09:00:00Z' })
  readonly scheduled_at: string;

  @Int({
    optional: true,
    nullable: true,
    description: "What to hold it for; default the coach's first session type.",
    example: 1,
  })
  readonly session_type_id?: number | null;

  toRequest(): TimeRequest {
    return {
      coachId: this.coach_id,
      scheduledAt: new Date(this.scheduled_at),
      sessionTypeId: this.session_type_id ?? null,
      holdId: null,
      notes: null,
    };
  }
}

/** Body of `POST /coach/bookings`. */
export class BookForClientDto {
  @Int({ description: 'A connected client.', example: 5 })
  readonly client_id: number;

  @Instant({ description: 'In the future; hours do not bind the coach.', example: '2027-06-15T18:00:00Z' })
  readonly scheduled_at: string;

  @Int({ optional: true, nullable: true, description: 'One of my session types; default the first one.', example: 1 })
  readonly session_type_id?: number | null;

  @notes()
  readonly notes?: string | null;

  toRequest(coachId: number): TimeRequest {
    const { session_type_id: sessionTypeId = null, notes = null } = this;
    return { coachId, scheduledAt: new Date(this.scheduled_at), sessionTypeId, holdId: null, notes };
  }
}

/** Body of `POST /bookings/bookings/{id}/move`. */
export class MoveBookingDto {
  @Instant({ description: 'The new start, in the future.', example: '2027-06-16T09:00:00Z' })
  readonly scheduled_at: string;
}

/** Body of `PUT /bookings/bookings/{id}`: only what is sent changes. */
export class ChangeBookingDto {
  @Choice(BOOKING_STATUSES, 'BookingStatus', { optional: true, example: 'confirmed' })
  readonly status?: BookingStatus;

  @Instant({
    optional: true,
    nullable: true,
    description: 'A new time; null takes the time away.',
    example: '2027-06-15T10:00:00Z',
  })
  readonly scheduled_at?: string | null;

  @notes()
  readonly notes?: string | null;

  @Text({
    max: 500,
    optional: true,
    nullable: true,
    emptyIsNull: true,
    description: 'Why it is cancelled; only with status `cancelled`.',
    example: 'I have a cold.',
  })
  readonly reason?: string | null;

  toChange(): BookingChange {
    const { status, scheduled_at, notes, reason } = this;
    return {
      ...(status !== undefined && { status }),
      ...(scheduled_at !== undefined && { scheduledAt: instantOrNull(scheduled_at) }),
      ...(notes !== undefined && { notes }),
      ...(reason !== undefined && { reason }),
    };
  }
}

/** Typical changes by the parties of a booking. */
export const CHANGES = {
  cancel: { summary: 'Cancel (client, coach, admin)', value: { status: 'cancelled' } },
  cancelWithReason: { summary: 'Cancel and say why', value: { status: 'cancelled', reason: 'I have a cold.' } },
  confirm: { summary: 'Confirm (coach)', value: { status: 'confirmed' } },
  complete: { summary: 'Complete (coach)', value: { status: 'completed', notes: 'Good form; more weight next time.' } },
  move: { summary: 'Move (coach)', value: { scheduled_at: '2027-06-15T10:00:00Z' } },
};

const instantOrNull = (text: string | null | undefined) => (text == null ? null : new Date(text));

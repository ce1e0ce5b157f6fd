import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import { type Echo, refuseFixed, withoutEcho } from '../wire/echo.js';
import { pathId } from '../wire/fields/path-id.js';
import type { BookingParty } from './domain/booking-status.js';
import { partiesOf } from './booking-columns.js';
import { BookingsReaderService } from './bookings-reader.service.js';
import { assertMaySend, partyTo } from './domain/booking-change.js';

const COMPUTED = [
  'created_at',
  'updated_at',
  'coach_name',
  'client_name',
  'session_type_name',
  'sequence',
  'actions',
  'payment',
];
const FIXED = [
  ...['id', 'coach_id', 'client_id', 'slot_number', 'session_type_id', 'group_session_id', 'series_id', 'ends_at'],
  ...['late_fee_waived_at', 'attendance', 'attendance_contested_at', 'attendance_decided_at'],
  ...['cancelled_by', 'cancel_reason', 'is_late_cancellation'],
];

const FOR_COACHES: Echo = { computed: COMPUTED, fixed: FIXED };
const FOR_OTHERS: Echo = { computed: COMPUTED, fixed: [...FIXED, 'status', 'scheduled_at', 'notes'] };

/** A page that sends a booking back has all its keys. A single key is a request, even with the current value. */
const echoOf = (party: BookingParty, body: object): Echo =>
  party === 'coach' || Object.keys(body).length === 1 ? FOR_COACHES : FOR_OTHERS;

/**
 * For `PUT` of a booking: answers 404 and 403 before the fields of the body are checked, so that strangers learn nothing
 * from a 422. Drops the fields that only repeat the booking. `BookingsService.change` checks the party again.
 */
@Injectable()
export class BookingPartyGuard implements CanActivate {
  constructor(private readonly bookings: BookingsReaderService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { params, body, principal } = request;
    const booking = await this.bookings.find(principal, pathId((params as { id?: unknown }).id));
    const party = partyTo(partiesOf(booking), principal);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      const rest = withoutEcho(body, booking, echoOf(party, body));
      assertMaySend(party, rest);
      refuseFixed(rest, FOR_COACHES);
      request.body = rest;
    }
    return true;
  }
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { AuthenticatedRequest } from '../auth/access/principal.js';
import { pathId } from '../wire/path-id.js';
import { partiesOf } from './booking-columns.js';
import { BookingsReaderService } from './bookings-reader.service.js';
import { assertMaySend, partyTo } from './domain/booking-change.js';

/**
 * For `PUT` of a booking: says 404 and 403 before the body's fields are looked at, so that strangers learn nothing from
 * a 422. The change itself asks again.
 */
@Injectable()
export class BookingPartyGuard implements CanActivate {
  constructor(private readonly bookings: BookingsReaderService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { params, body, principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const booking = await this.bookings.find(principal, pathId((params as { id?: unknown }).id));
    const party = partyTo(partiesOf(booking), principal);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      assertMaySend(party, body);
    }
    return true;
  }
}
